{#
trimmed(expression)

    The text without white space at its ends: blanks, tabs, line ends, and the blanks of Unicode
    (no-break space, zero-width no-break space and the like). An engine's own trim() takes off what
    it thinks best: PostgreSQL the plain blank alone, DuckDB also those of Unicode but no tab.

        ' a b '      'a b'
        'a<tab>'     'a'
        '   '        ''
        null         null

    expression: text
#}
{% macro trimmed(expression) -%}
    {{ return(adapter.dispatch('trimmed', 'org_funnels')(expression)) }}
{%- endmacro %}

{% macro default__trimmed(expression) -%}
    {%- set blanks = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
        ~ "\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff" -%}
    trim(both '{{ blanks }}' from {{ expression }})
{%- endmacro %}

{#
DuckDB takes thirty times as long to trim a text as to see that it begins and ends with a visible ASCII character,
as nearly all do. One expression, not three comparisons: a staging model has it dozens of times, and planning it takes
longer than reading a small table.
#}
{% macro duckdb__trimmed(expression) -%}
    case
        when regexp_full_match({{ expression }}, '[!-~](.*[!-~])?') then {{ expression }}
        else {{ org_funnels.default__trimmed(expression) }}
    end
{%- endmacro %}

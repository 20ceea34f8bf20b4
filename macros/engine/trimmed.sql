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
    {%- set blanks = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
        ~ "\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff" -%}
    ltrim(rtrim({{ expression }}, '{{ blanks }}'), '{{ blanks }}')
{%- endmacro %}

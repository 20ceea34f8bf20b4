{#
json_string(expression)

    The text as a JSON string, with its quotes: `say "hi"` becomes `"say \"hi\""`. Control
    characters without a short escape are written \u000b, in lower case. Null stays null.

    expression: text
#}
{% macro json_string(expression) -%}
    {{ return(adapter.dispatch('json_string', 'org_funnels')(expression)) }}
{%- endmacro %}

{% macro default__json_string(expression) -%}
    cast(to_json({{ expression }}) as {{ dbt.type_string() }})
{%- endmacro %}

{#
DuckDB writes \u000B. Texts with such a character are rare, and only they take the long way: the
character goes through to_json() as one of a private range, and is then written out by us.
#}
{% macro duckdb__json_string(expression) -%}
    {%- set codes = ['0b', '0e', '0f', '1a', '1b', '1c', '1d', '1e', '1f'] -%}
    {%- set hidden = namespace(sql=expression) -%}
    {%- for code in codes -%}
        {%- set hidden.sql = 'replace(' ~ hidden.sql ~ ', chr(' ~ code | int(base=16) ~ '), chr(' ~ (1113840 + loop.index0) ~ '))' -%}
    {%- endfor -%}
    {%- set shown = namespace(sql='cast(to_json(' ~ hidden.sql ~ ') as ' ~ dbt.type_string() ~ ')') -%}
    {%- for code in codes -%}
        {%- set shown.sql = 'replace(' ~ shown.sql ~ ', chr(' ~ (1113840 + loop.index0) ~ "), '\\u00" ~ code ~ "')" -%}
    {%- endfor -%}
    case
        when regexp_matches({{ expression }}, '[\x0b\x0e\x0f\x1a-\x1f]') then {{ shown.sql }}
        else cast(to_json({{ expression }}) as {{ dbt.type_string() }})
    end
{%- endmacro %}

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
character goes through to_json() as one of a private range, which is then written out, its last digit
in lower case.
#}
{% macro duckdb__json_string(expression) -%}
    {%- set controls = '\x0b\x0e\x0f\x1a\x1b\x1c\x1d\x1e\x1f' -%}
    {%- set hidden = '\U0010fef0\U0010fef1\U0010fef2\U0010fef3\U0010fef4\U0010fef5\U0010fef6\U0010fef7\U0010fef8' -%}
    {%- set written = "cast(to_json(translate(" ~ expression ~ ", '" ~ controls ~ "', '" ~ hidden ~ "')) as "
        ~ dbt.type_string() ~ ")" -%}
    {%- set written = "regexp_replace(" ~ written ~ ", '([" ~ hidden[:3] ~ "])', '\\\\u000\\1', 'g')" -%}
    {%- set written = "regexp_replace(" ~ written ~ ", '([" ~ hidden[3:] ~ "])', '\\\\u001\\1', 'g')" -%}
    case
        when regexp_matches({{ expression }}, '[\x0b\x0e\x0f\x1a-\x1f]')
            then translate({{ written }}, '{{ hidden }}', 'befabcdef')
        else cast(to_json({{ expression }}) as {{ dbt.type_string() }})
    end
{%- endmacro %}

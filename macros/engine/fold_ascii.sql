{#
fold_ascii(expression)

    The text with A to Z in lower case and all else as it is, in any locale (Turkish has another i).
    For comparing with words of a closed list.

    expression: text
#}
{% macro fold_ascii(expression) -%}
    {{ return(adapter.dispatch('fold_ascii', 'org_funnels')(expression)) }}
{%- endmacro %}

{% macro default__fold_ascii(expression) -%}
    lower(({{ expression }}) collate "C")
{%- endmacro %}

{% macro duckdb__fold_ascii(expression) -%}
    lower({{ expression }})
{%- endmacro %}

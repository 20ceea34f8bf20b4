{#
list_contains(list, item)

    Whether an item is in an array. Null when either is null.

    list: an array
    item: an expression of the type of its items
#}
{% macro list_contains(list, item) -%}
    {{ return(adapter.dispatch('list_contains', 'org_funnels')(list, item)) }}
{%- endmacro %}

{% macro default__list_contains(list, item) -%}
    {{ item }} = any({{ list }})
{%- endmacro %}

{% macro duckdb__list_contains(list, item) -%}
    list_contains({{ list }}, {{ item }})
{%- endmacro %}

{#
sorted_list(list)

    An array of whole numbers, smallest first: the same for two arrays of the same numbers.

    list: an array of whole numbers without null
#}
{% macro sorted_list(list) -%}
    {{ return(adapter.dispatch('sorted_list', 'org_funnels')(list)) }}
{%- endmacro %}

{% macro default__sorted_list(list) -%}
    array(select item from unnest({{ list }}) as items (item) order by item)
{%- endmacro %}

{% macro duckdb__sorted_list(list) -%}
    list_sort({{ list }})
{%- endmacro %}

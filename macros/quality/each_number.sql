{#
each_number(first_number, last_number)

    One row per whole number from first_number to last_number, both inclusive, as bigint; no row
    when the last is below the first, or either is null. It stands alone in a select list, as
    each_date() does.

    first_number, last_number: expressions of an integer type
#}
{% macro each_number(first_number, last_number) -%}
    {{ return(adapter.dispatch('each_number', 'org_funnels')(first_number, last_number)) }}
{%- endmacro %}

{% macro default__each_number(first_number, last_number) -%}
    generate_series(cast({{ first_number }} as bigint), cast({{ last_number }} as bigint))
{%- endmacro %}

{% macro duckdb__each_number(first_number, last_number) -%}
    unnest(generate_series(cast({{ first_number }} as bigint), cast({{ last_number }} as bigint)))
{%- endmacro %}

{#
each_date(first_date, last_date)

    One row per day from first_date to last_date, both inclusive, as dates; no row when the last is
    before the first, or either is null. It stands alone in a select list:

        select check_name, {{ org_funnels.each_date('first_date', 'last_date') }} as window_date

    first_date, last_date: columns of type date
#}
{% macro each_date(first_date, last_date) -%}
    {{ return(adapter.dispatch('each_date', 'org_funnels')(first_date, last_date)) }}
{%- endmacro %}

{% macro default__each_date(first_date, last_date) -%}
    cast(
        generate_series(
            cast({{ first_date }} as timestamp), cast({{ last_date }} as timestamp), interval '1 day'
        ) as date
    )
{%- endmacro %}

{% macro duckdb__each_date(first_date, last_date) -%}
    cast(
        unnest(generate_series(
            cast({{ first_date }} as timestamp), cast({{ last_date }} as timestamp), interval '1 day'
        )) as date
    )
{%- endmacro %}

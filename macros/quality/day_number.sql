{#
day_number(date)

    The days since Monday, 3 January 2000: a number by which days can be put into weeks and blocks.

        date
        2000-01-03   0
        2000-01-10   7
        null         null

    date: an expression of type date
#}
{% macro day_number(date) -%}
    {{ dbt.datediff("date '2000-01-03'", date, 'day') }}
{%- endmacro %}

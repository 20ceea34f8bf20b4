{#
days_later(date, days)

    The date that many days later, as a date: dateadd() gives a timestamp on some engines.

        date         days
        2026-02-28   1      2026-03-01
        2026-03-01   -1     2026-02-28
        null         1      null

    date: an expression of type date
    days: a whole number, or an expression of an integer type
#}
{% macro days_later(date, days) -%}
    cast({{ dbt.dateadd('day', days, date) }} as date)
{%- endmacro %}

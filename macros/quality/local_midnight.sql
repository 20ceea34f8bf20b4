{#
local_midnight(date, timezone, days_later)

    The moment, in UTC, at which a day of the time zone begins. Where clocks jump over midnight,
    the day begins at the first moment that they show after it; where they go back to it, and show it
    twice, at the first time.

        date         timezone            days_later
        2026-03-08   America/New_York    0   2026-03-08 05:00:00
        2026-03-08   America/New_York    1   2026-03-09 04:00:00   a day of 23 hours
        2026-11-01   America/New_York    1   2026-11-02 05:00:00   a day of 25 hours
        2018-11-04   America/Sao_Paulo   0   2018-11-04 03:00:00   00:00 was not shown: 01:00 was
        2024-11-03   America/Havana      0   2024-11-03 04:00:00   00:00 was shown at 05:00 again
        2026-03-08   UTC                 1   2026-03-09 00:00:00
        null         UTC                 0   null

    date: an expression of type date
    timezone: as for local_date()
    days_later: a whole number of days to add to the date; 0 unless given
#}
{% macro local_midnight(date, timezone, days_later=0) -%}
    {%- set shown = 'cast(' ~ dbt.dateadd('day', days_later, date) ~ ' as timestamp)' -%}
    {%- set midnight = '(' ~ shown ~ ' at time zone ' ~ timezone ~ " at time zone 'UTC')" -%}
    {%- set hour_before = org_funnels.add_seconds(midnight, -3600) -%}
    case
        when {{ org_funnels.local_time('(' ~ hour_before ~ ')', timezone) }} = {{ shown }} then {{ hour_before }}
        else {{ midnight }}
    end
{%- endmacro %}

{#
local_date(expression, timezone)

    The day that a calendar in the time zone shows at that moment.

        expression            timezone
        2026-03-08 04:59:59   America/New_York   2026-03-07
        2026-03-08 05:00:00   America/New_York   2026-03-08   winter time: UTC-5
        2026-03-09 03:59:59   America/New_York   2026-03-08   summer time since 07:00: UTC-4
        2026-03-08 18:30:00   Asia/Kolkata       2026-03-09
        2026-03-08 23:59:59   UTC                2026-03-08
        null                  UTC                null

    expression: a timestamp without zone, in UTC
    timezone: an SQL expression of type text that is an IANA name: `'Europe/Berlin'` with its
        quotes, or a column
#}
{% macro local_date(expression, timezone) -%}
    cast({{ org_funnels.local_time(expression, timezone) }} as date)
{%- endmacro %}

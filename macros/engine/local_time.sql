{#
local_time(expression, timezone)

    What a clock in the time zone shows at that moment, as a timestamp without zone.

    expression: a timestamp without zone, in UTC
    timezone: an SQL expression of type text that is an IANA name: `'Europe/Berlin'` with its
        quotes, or a column
#}
{% macro local_time(expression, timezone) -%}
    ({{ expression }} at time zone 'UTC' at time zone {{ timezone }})
{%- endmacro %}

{#
funnel_day(text)

    A day such as 2026-03-01 as a date; none where the calendar has no such day.

    text: what was written
#}
{% macro funnel_day(text) -%}
    {%- set found = modules.re.fullmatch('([0-9]{4})-([0-9]{2})-([0-9]{2})', text | string) -%}
    {%- if not found or not 1 <= found.group(2) | int <= 12 or found.group(1) | int < 1 -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set first = modules.datetime.date(found.group(1) | int, found.group(2) | int, 1) -%}
    {%- set day = first + modules.datetime.timedelta(days=(found.group(3) | int) - 1) -%}
    {{ return(day if day.month == first.month else none) }}
{%- endmacro %}

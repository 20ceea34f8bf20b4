{#
funnel_range_problems(date_from, date_to, timezone)

    What is wrong with when the attempts of a funnel may begin, a sentence each.

    date_from, date_to, timezone: as in funnel_attempts()
#}
{% macro funnel_range_problems(date_from, date_to, timezone) -%}
    {%- set problems = [] -%}
    {%- set days = [] -%}
    {%- for name, value in [('date_from', date_from), ('date_to', date_to)] if value is not none -%}
        {%- set day = org_funnels.funnel_day(value) -%}
        {%- do days.append(day) -%}
        {%- if day is none -%}
            {%- do problems.append(name ~ " is " ~ value ~ ", and must be a day such as 2026-03-01, or none.") -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if days | length == 2 and none not in days and days[0] > days[1] -%}
        {%- do problems.append(
            "date_from is " ~ date_from ~ ", after date_to, " ~ date_to ~ ": no attempt could begin. Turn them round."
        ) -%}
    {%- endif -%}
    {%- if timezone is not string or not timezone -%}
        {%- do problems.append("timezone is " ~ timezone ~ ", and must be an IANA name such as 'Europe/Berlin', or 'UTC'.") -%}
    {%- endif -%}
    {{ return(problems) }}
{%- endmacro %}

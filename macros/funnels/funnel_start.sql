{#
funnel_start(date_from, date_to, timezone)

    SQL on occurred_at that says whether an attempt may begin then; none for no limit.

    date_from, date_to: days such as 2026-03-01, both inclusive, or none
    timezone: the IANA name of the time zone whose days they are
#}
{% macro funnel_start(date_from, date_to, timezone) -%}
    {#- the day itself is compared: where clocks go back over midnight, two moments are its midnight -#}
    {%- set day = org_funnels.local_date('occurred_at', org_funnels.literal(timezone)) -%}
    {%- set limits = [] -%}
    {%- if date_from is not none -%}
        {%- do limits.append(day ~ " >= date '" ~ date_from ~ "'") -%}
    {%- endif -%}
    {%- if date_to is not none -%}
        {%- do limits.append(day ~ " <= date '" ~ date_to ~ "'") -%}
    {%- endif -%}
    {{ return(limits | join(' and ') if limits else none) }}
{%- endmacro %}

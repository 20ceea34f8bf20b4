{#
duration_seconds(duration)

    The seconds of a length of time, or none where it is not one, or one of more than 1,000 years. A
    day is 24 hours, whatever a clock does.

        14 days      1209600
        1 hour       3600
        90           90        a whole number is seconds
        0 days       none      no time at all
        14 dasy      none
        none         none

    duration: text, a whole number, or none
#}
{% macro duration_seconds(duration) -%}
    {%- set units = {'second': 1, 'minute': 60, 'hour': 3600, 'day': 86400, 'week': 604800} -%}
    {%- set count = namespace(value=none) -%}
    {%- if duration is integer and duration is not boolean -%}
        {%- set count.value = duration -%}
    {%- elif duration is string -%}
        {%- set found = modules.re.fullmatch('\\s*([0-9]{1,12})\\s+(second|minute|hour|day|week)s?\\s*', duration) -%}
        {%- if found -%}
            {%- set count.value = (found.group(1) | int) * units[found.group(2)] -%}
        {%- endif -%}
    {%- endif -%}
    {{ return(count.value if count.value and 0 < count.value <= 365250 * 86400 else none) }}
{%- endmacro %}

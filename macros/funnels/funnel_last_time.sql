{#
funnel_last_time(count, numbers)

    The time of the step whose number is the count.

    count: an expression of a whole number, 1 or more
    numbers: the steps' numbers
#}
{% macro funnel_last_time(count, numbers) -%}
    case {{ count }}
        {%- for number in numbers %} when {{ number }} then step_{{ number }}_at{% endfor %} end
{%- endmacro %}

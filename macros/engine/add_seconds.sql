{#
add_seconds(expression, seconds)

    The timestamp that many seconds later. Null when either is null. Elapsed time: no calendar,
    no daylight saving.

    expression: a timestamp
    seconds: a whole number, or an expression of an integer type
#}
{% macro add_seconds(expression, seconds) -%}
    {{ expression }} + {{ seconds }} * interval '1 second'
{%- endmacro %}

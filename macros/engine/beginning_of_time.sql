{#
beginning_of_time()

    The timestamp before all others: the start of an interval that is open at its start, so that a
    range needs no case for null.
#}
{% macro beginning_of_time() -%}
    cast('0001-01-01 00:00:00' as timestamp)
{%- endmacro %}

{#
end_of_time()

    The timestamp after all others: the end of an interval that is open at its end.
#}
{% macro end_of_time() -%}
    cast('9999-12-31 00:00:00' as timestamp)
{%- endmacro %}

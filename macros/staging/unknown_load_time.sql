{#
unknown_load_time()

    The load time of a row that has no time at all, so that it has a day in the ledger like any
    other.
#}
{% macro unknown_load_time() -%}
    cast('1970-01-01 00:00:00' as timestamp)
{%- endmacro %}

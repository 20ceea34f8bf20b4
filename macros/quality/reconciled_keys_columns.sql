{#
reconciled_keys_columns()

    What reconciled_keys() gives and int_reconciliations__keys promises: [name, type] pairs.
#}
{% macro reconciled_keys_columns() -%}
    {{ return([
        ['check_name', 'text'],
        ['key', 'text'],
        ['window_date', 'date'],
        ['production_at', 'timestamp'],
        ['event_id', 'text'],
        ['occurred_at', 'timestamp'],
        ['arrived_at', 'timestamp'],
        ['event_count', 'bigint'],
        ['state', 'text'],
        ['dimensions', 'text'],
    ]) }}
{%- endmacro %}

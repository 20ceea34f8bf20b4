{#
event_columns()

    The columns that every event has, in the order of the event contract: [name, type] pairs. One
    place for what stage_event(), union_events() and the contract int_events__deliveries agree on.
#}
{% macro event_columns() -%}
    {%- set text = dbt.type_string() -%}
    {{ return([
        ['source', text], ['source_table', text],
        ['event_name', text], ['feature', text], ['action', text],
        ['plan_rejection', text],
        ['event_id', text], ['anonymous_id', text], ['user_id', text],
        ['org_by_1', text], ['org_value_1', text],
        ['org_by_2', text], ['org_value_2', text],
        ['org_by_3', text], ['org_value_3', text],
        ['org_by_4', text], ['org_value_4', text],
        ['repo', text], ['view', text],
        ['received_at', 'timestamp'], ['loaded_at', 'timestamp'], ['occurred_at', 'timestamp'],
        ['treatments', text], ['properties', text], ['uncast_columns', text],
    ]) }}
{%- endmacro %}

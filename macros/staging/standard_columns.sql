{#
standard_columns()

    The columns that Segment and RudderStack write to every event table. They are never properties.
#}
{% macro standard_columns() -%}
    {{ return([
        'id', 'anonymous_id', 'user_id', 'event', 'event_text', 'context_group_id',
        'received_at', 'uuid_ts', 'loaded_at', 'sent_at', 'original_timestamp', 'timestamp',
    ]) }}
{%- endmacro %}

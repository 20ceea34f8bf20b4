{#
event_key(key)

    The text by which an event is matched with a production row: its own raw value. Empty is null.

        key                       user_id   properties
        user_id                   50001     {"ticket": "7"}   50001
        {'property': 'ticket'}    50001     {"ticket": "7"}   7
        {'property': 'ticket'}    50001     {}                null

    key: a column of int_events__dispositions, or {'property': name}
#}
{% macro event_key(key) -%}
    {%- if key is mapping -%}
        nullif({{ org_funnels.json_value('properties', key['property']) }}, '')
    {%- else -%}
        nullif({{ key }}, '')
    {%- endif -%}
{%- endmacro %}

{#
event_key(key)

    The text by which an event is matched with a production row: its own raw value. Empty is null.

        key                       user_id   properties
        user_id                   50001     {"ticket": "7"}   50001
        {'property': 'ticket'}    50001     {"ticket": "7"}   7
        {'property': 'ticket'}    50001     {}                null
        none                      50001     {"ticket": "7"}   null

        key    org_id   org_matched_by
        org    1101     name             1101
        org    1101     group            null   the user's last visit says it, not the event

    key: a column of int_events__dispositions; {'property': name}; `org`, the org that a value of
        the event itself means, read from fct_events; or none
#}
{% macro event_key(key) -%}
    {%- if key is none -%}
        cast(null as {{ dbt.type_string() }})
    {%- elif key is mapping -%}
        nullif({{ org_funnels.json_value('properties', key['property']) }}, '')
    {%- elif key == 'org' -%}
        case when org_matched_by in ('id', 'name', 'repo') then org_id end
    {%- else -%}
        nullif({{ key }}, '')
    {%- endif -%}
{%- endmacro %}

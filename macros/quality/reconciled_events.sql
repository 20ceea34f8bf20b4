{#
reconciled_events(event_name, event_key, timezone, leaves_out_internal)

    The events that reconciled_keys() holds against production, as a query: key, event_id,
    window_date (the local day of occurred_at), occurred_at, loaded_at.

    event_name: text
    event_key: see event_key(), or none
    timezone: an IANA name
    leaves_out_internal: without keys, internal rows can't be told on the events' side by the rows
        that they belong to: the events' own orgs and users must do
#}
{% macro reconciled_events(event_name, event_key, timezone, leaves_out_internal) -%}
{%- set is_attributed = leaves_out_internal or event_key == 'org' -%}
select
    {{ org_funnels.event_key(event_key) }} as key,
    event_id,
    {{ org_funnels.local_date('occurred_at', org_funnels.literal(timezone)) }} as window_date,
    occurred_at,
    loaded_at

from {{ ref('fct_events') if is_attributed else ref('int_events__dispositions') }}

where
    event_name = {{ org_funnels.literal(event_name) }}
    {%- if not is_attributed %}
    and disposition = 'event'
    {%- endif %}
    {%- if leaves_out_internal %}
    and not is_internal
    {%- endif %}
{%- endmacro %}

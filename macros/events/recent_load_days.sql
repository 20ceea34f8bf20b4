{#
recent_load_days()

    A where clause of int_events__raw_counts on source_table and loaded_at: the load days that can have
    changed since the model was computed.
#}
{% macro recent_load_days() -%}
    {#- a unit test has no `this` -#}
    {%- if not execute or not this or load_relation(this) is none -%}{{ return('where true') }}{%- endif -%}
    where loaded_at = {{ org_funnels.unknown_load_time() }} or {{ org_funnels.is_backfilled() }} or {# -#}
    {{ org_funnels.is_loaded_since(org_funnels.known_load_days()) }}
{%- endmacro %}

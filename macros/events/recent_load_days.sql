{#
recent_load_days()

    A where clause of int_events__raw_counts on source_table and loaded_at: the load days that can have
    changed since the model was computed. Literals, for the same reason as in recent_loads().
#}
{% macro recent_load_days() -%}
    {#- a unit test has no `this` -#}
    {%- if not execute or not this or load_relation(this) is none -%}{{ return('where true') }}{%- endif -%}
    {%- set known = run_query(
        'select source_table, max(last_loaded_at) from ' ~ this ~ ' where last_loaded_at is not null'
        ~ ' group by source_table order by source_table'
    ).rows -%}
    {%- if not known -%}{{ return('where true') }}{%- endif -%}
    where loaded_at = {{ org_funnels.unknown_load_time() }} or {{ org_funnels.is_backfilled() }} or case source_table
        {%- for source_table, loaded_at in known %}
        when {{ org_funnels.literal(source_table) }}
            then loaded_at >= cast(cast({{ org_funnels.load_since(loaded_at) }} as date) as timestamp)
        {%- endfor %}
        else true
    end
{%- endmacro %}

{#
recent_loads()

    SQL on source_table and loaded_at: whether a row can be newer than what was read the last time. Of
    each raw table what was loaded since its newest row less var('load_overlap'), because a row that is
    committed late has an earlier load time; all of a table that was not read yet; every row whose load
    time is not known; and what is_backfilled(). The times are literals, so that PostgreSQL comes to one
    comparison for each raw table, for which it can use an index.
#}
{% macro recent_loads() -%}
    {%- set watermarks = run_query(
        'select source_table, max(loaded_at) from ' ~ org_funnels.state_relation('state_watermarks')
        ~ ' where model = ' ~ org_funnels.literal(model['name']) ~ ' group by source_table order by source_table'
    ) -%}
    {%- if not watermarks.rows -%}{{ return('true') }}{%- endif -%}
    (loaded_at = {{ org_funnels.unknown_load_time() }} or {{ org_funnels.is_backfilled() }} or case source_table
        {%- for source_table, loaded_at in watermarks.rows %}
        when {{ org_funnels.literal(source_table) }} then loaded_at >= {{ org_funnels.load_since(loaded_at) }}
        {%- endfor %}
        else true
    end)
{%- endmacro %}

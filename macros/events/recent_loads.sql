{#
recent_loads()

    SQL on source_table and loaded_at of raw rows: whether a row can be newer than what was read the last
    time. Of each raw table what was loaded since load_since(); all of a table that was not read yet; every
    row whose load time is not known; and what is_backfilled(). The times are literals, so that PostgreSQL
    comes to one comparison for each raw table, for which it can use an index.
#}
{% macro recent_loads() -%}
    {%- set watermarks = org_funnels.read_watermarks() -%}
    {%- if not watermarks -%}{{ return('true') }}{%- endif -%}
    (loaded_at = {{ org_funnels.unknown_load_time() }} or {{ org_funnels.is_backfilled() }} or case source_table
        {%- for source_table, loaded_at in watermarks %}
        when {{ org_funnels.literal(source_table) }} then loaded_at >= {{ org_funnels.load_since(loaded_at) }}
        {%- endfor %}
        else true
    end)
{%- endmacro %}

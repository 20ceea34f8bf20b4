{#
recent_loads()

    SQL on source_table and loaded_at of raw rows: whether a row can be newer than what was read the last
    time. Of each raw table what was loaded since load_since(); all of a table that was not read yet; every
    row whose load time is not known; and what is_backfilled().
#}
{% macro recent_loads() -%}
    {%- set times = [] -%}
    {%- for source_table, loaded_at in org_funnels.read_watermarks() -%}
        {%- do times.append([source_table, org_funnels.load_since(loaded_at)]) -%}
    {%- endfor -%}
    (loaded_at = {{ org_funnels.unknown_load_time() }} or {{ org_funnels.is_backfilled() }} or {# -#}
    {{ org_funnels.is_loaded_since(times, variable='recent_loads') }})
{%- endmacro %}

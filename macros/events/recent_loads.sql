{#
recent_loads()

    SQL on source_table and loaded_at of raw rows: whether a row can be newer than what was read the last
    time. Of each raw table what was loaded since load_since(); all of a table that was not read yet; every
    row whose load time is not known; and what is_backfilled(). The times are literals, so that PostgreSQL
    comes to one comparison for each raw table, for which it can use an index. DuckDB looks them up in a
    variable of the session: it would plan a case of hundreds anew for each raw table.
#}
{% macro recent_loads() -%}
    {%- set watermarks = org_funnels.read_watermarks() -%}
    {%- if not watermarks -%}{{ return('true') }}{%- endif -%}
    (loaded_at = {{ org_funnels.unknown_load_time() }} or {{ org_funnels.is_backfilled() }} or {# -#}
    {{ adapter.dispatch('is_loaded_since', 'org_funnels')(watermarks) }})
{%- endmacro %}

{% macro default__is_loaded_since(watermarks) -%}
    case source_table
        {%- for source_table, loaded_at in watermarks %}
        when {{ org_funnels.literal(source_table) }} then loaded_at >= {{ org_funnels.load_since(loaded_at) }}
        {%- endfor %}
        else true
    end
{%- endmacro %}

{% macro duckdb__is_loaded_since(watermarks) -%}
    {%- set tables = [] -%}
    {%- set times = [] -%}
    {%- for source_table, loaded_at in watermarks -%}
        {%- do tables.append(org_funnels.literal(source_table)) -%}
        {%- do times.append(org_funnels.load_since(loaded_at)) -%}
    {%- endfor -%}
    {%- do run_query('set variable load_since = map([' ~ tables | join(', ') ~ '], [' ~ times | join(', ') ~ '])') -%}
    loaded_at >= coalesce(getvariable('load_since')[source_table], {{ org_funnels.beginning_of_time() }})
{%- endmacro %}

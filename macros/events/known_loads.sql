{#
known_loads(columns, recent)

    The query of the rows of `this` that recent_known_loads() chooses. On DuckDB in two parts, each with
    one comparison of loaded_at before all others: what it knows of each block of rows then spares it
    most of them. Only where each raw table that `this` has rows of has a watermark, and no backfill
    goes further back; PostgreSQL has an index.

    columns: to select
    recent: what recent_known_loads() gave
#}
{% macro known_loads(columns, recent) -%}
    {{ return(adapter.dispatch('known_loads', 'org_funnels')('select ' ~ columns ~ ' from ' ~ this ~ ' where ', recent)) }}
{%- endmacro %}

{% macro default__known_loads(query, recent) -%}
    {{ return(query ~ recent) }}
{%- endmacro %}

{% macro duckdb__known_loads(query, recent) -%}
    {%- set watermarks = org_funnels.read_watermarks() -%}
    {%- set tables = run_query('select distinct source_table from ' ~ this).columns[0].values() | list -%}
    {%- set unread = tables | reject('in', watermarks | map(attribute=0) | list) | list -%}
    {%- if unread or not watermarks or var('backfill_from') -%}{{ return(query ~ recent) }}{%- endif -%}
    {%- set since = org_funnels.load_since(watermarks | map(attribute=1) | min) -%}
    {{ return(
        query ~ 'loaded_at >= ' ~ since ~ ' and ' ~ recent
        ~ ' union all ' ~ query ~ 'loaded_at = ' ~ org_funnels.unknown_load_time() ~ ' and ' ~ recent
    ) }}
{%- endmacro %}

{#
recent_known_loads()

    recent_loads() for a table that has the rows of all raw tables: the same rows. For PostgreSQL said in
    stretches of (source_table, loaded_at), each of which an index of these two finds. Between the names of
    the raw tables lie those that were not read yet. DuckDB would be longer at planning the stretches of
    hundreds of raw tables than at looking up each row's.
#}
{% macro recent_known_loads() -%}
    {{ return(adapter.dispatch('recent_known_loads', 'org_funnels')()) }}
{%- endmacro %}

{% macro default__recent_known_loads() -%}
    {%- set watermarks = org_funnels.read_watermarks() -%}
    {%- if not watermarks -%}{{ return('true') }}{%- endif -%}
    (
        {{ org_funnels.is_backfilled() }}
        {%- for source_table, loaded_at in watermarks %}
        {%- set name = org_funnels.literal(source_table) %}
        or (source_table = {{ name }} and loaded_at >= {{ org_funnels.load_since(loaded_at) }})
        or (source_table = {{ name }} and loaded_at = {{ org_funnels.unknown_load_time() }})
        or (source_table < {{ name }}
            {%- if not loop.first %} and source_table > {{ org_funnels.literal(loop.previtem[0]) }}{% endif %})
        {%- endfor %}
        or source_table > {{ org_funnels.literal(watermarks[-1][0]) }}
    )
{%- endmacro %}

{% macro duckdb__recent_known_loads() -%}
    {{ return(org_funnels.recent_loads()) }}
{%- endmacro %}

{#
known_load_days()

    The day from which on int_events__raw_counts, `this`, counts each raw table that it knows again:
    [source_table, SQL of its beginning] pairs.
#}
{% macro known_load_days() -%}
    {%- set known = run_query(
        'select source_table, max(last_loaded_at) from ' ~ this ~ ' where last_loaded_at is not null'
        ~ ' group by source_table order by source_table'
    ).rows -%}
    {%- set days = [] -%}
    {%- for source_table, loaded_at in known -%}
        {%- do days.append([
            source_table, 'cast(cast(' ~ org_funnels.load_since(loaded_at) ~ ' as date) as timestamp)'
        ]) -%}
    {%- endfor -%}
    {{ return(days) }}
{%- endmacro %}

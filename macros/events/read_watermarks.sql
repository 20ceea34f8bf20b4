{#
read_watermarks()

    How far the model has read each raw table: (source_table, loaded_at) pairs, in the database's own
    order of names. Of each the newest row that it knows.
#}
{% macro read_watermarks() -%}
    {%- set found = run_query(
        'select source_table, max(loaded_at) from ' ~ org_funnels.state_relation('state_watermarks')
        ~ ' where model = ' ~ org_funnels.literal(model['name']) ~ ' group by source_table order by source_table'
    ) -%}
    {{ return(found.rows | list) }}
{%- endmacro %}

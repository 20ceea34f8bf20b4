{#
watermarks_of(relation)

    Statements that note for each raw table the newest load time of its rows there, in place of what was
    noted before: a raw table that was emptied and filled again begins again.

    relation: rows with source_table and loaded_at that `this` reads; of each raw table, the newest
#}
{% macro watermarks_of(relation) -%}
    {%- set watermarks = org_funnels.state_relation('state_watermarks') -%}
    {%- set reader = org_funnels.literal(model['name']) -%}
    delete from {{ watermarks }} where model = {{ reader }};
    insert into {{ watermarks }} (model, source_table, loaded_at)
    select {{ reader }}, source_table, max(loaded_at)
    from {{ relation }}
    where loaded_at <> {{ org_funnels.unknown_load_time() }}
    group by source_table
{%- endmacro %}

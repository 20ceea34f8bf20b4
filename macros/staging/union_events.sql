{#
union_events(relations)

    The events of all staging models in one relation, with the columns of event_columns(): `union
    all` by name and type, so that no model's column order or first type decides.

    relations: refs to models made by stage_event() and stage_unplanned()
#}
{% macro union_events(relations) -%}
    {%- set queries = [] -%}
    {%- for relation in relations -%}{%- do queries.append(org_funnels.event_rows(relation)) -%}{%- endfor -%}
    {{ org_funnels.union_all(queries) }}
{%- endmacro %}

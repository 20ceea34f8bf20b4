{#
union_events(relations)

    The events of all staging models in one relation, with the columns of event_columns(): `union
    all` by name and type, so that no model's column order or first type decides.

    relations: refs to models made by stage_event() and stage_unplanned()
#}
{% macro union_events(relations) -%}
    {%- for relation in relations %}
    select
        {%- for name, type in org_funnels.event_columns() %}
        cast({{ name }} as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ relation }}
    {{- '\n\nunion all\n' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

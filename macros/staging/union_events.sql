{#
union_events(relations)

    The events of all staging models in one relation, with the columns of event_columns(): `union
    all` by name and type, so that no model's column order or first type decides. In groups, because
    the time in which DuckDB plans a union grows with the square of its parts.

    relations: refs to models made by stage_event() and stage_unplanned()
#}
{% macro union_events(relations) -%}
    {%- for group in relations | batch(20) %}
    (
    {%- for relation in group %}
    {{ org_funnels.event_rows(relation) }}
    {{- '\n\n    union all\n' if not loop.last }}
    {%- endfor %}
    )
    {{- '\n\n    union all\n' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

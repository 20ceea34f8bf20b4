{#
event_rows(relation)

    The rows of one staging model, in the columns of event_columns() and their types.

    relation: a model made by stage_event() or stage_unplanned()
#}
{% macro event_rows(relation) -%}
    select
        {%- for name, type in org_funnels.event_columns() %}
        cast({{ name }} as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ relation }}
{%- endmacro %}

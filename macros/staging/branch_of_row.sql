{#
branch_of_row(siblings, columns, loaded_at)

    Which of the tracking plan's branches of a raw table a row belongs to: the first whose `where`
    is true and whose [from, until) holds its received_at; else the first whose `where` is true,
    though the row is then outside the plan; else null: the row is unplanned.

    siblings: the branches of the raw table in the order of the plan, [{'where', 'from', 'until'}]
    columns: what raw_table_columns() gave
    loaded_at: as in raw_load_time()
#}
{% macro branch_of_row(siblings, columns, loaded_at=none) -%}
    {%- set received -%}
        coalesce(
            {{ org_funnels.raw_time(columns, 'received_at') }},
            {{ org_funnels.raw_load_time(columns, loaded_at) }}
        )
    {%- endset -%}
    case
        {%- for sibling in siblings %}
        when
            {{ org_funnels.conditions(sibling['where'], columns) }}
            and {{ org_funnels.in_range(received, sibling['from'], sibling['until']) }}
            then {{ loop.index0 }}
        {%- endfor %}
        {%- for sibling in siblings %}
        when {{ org_funnels.conditions(sibling['where'], columns) }} then {{ loop.index0 }}
        {%- endfor %}
    end
{%- endmacro %}

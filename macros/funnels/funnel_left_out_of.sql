{#
funnel_left_out_of(record, steps)

    What the steps of a declared funnel that read one relation leave out: see funnel_left_out(). The
    relation is read once.

    record: what funnel_records() says of the relation
    steps: [[number, step]], the number 1 for the first of the funnel, the step as in funnel_events()
#}
{% macro funnel_left_out_of(record, steps) -%}
    {%- set is_internal = 'false' if var('include_internal', false) else 'is_internal' -%}
    select
        step_number,
        reason,
        cast(case step_number
            {%- for number, _ in steps %}
            when {{ number }} then case reason when 'internal' then internal_{{ number }} else no_entity_{{ number }} end
            {%- endfor %}
        end as bigint) as event_count
    from (
        select
            {%- for number, step in steps %}
            {%- set is_matched = org_funnels.funnel_predicate(step) %}
            count(case when {{ is_internal }} and {{ is_matched }} then 1 end) as internal_{{ number }},
            count(case when not {{ is_internal }} and {{ is_matched }} then 1 end) as no_entity_{{ number }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        from {{ record['relation'] }}
        where {{ is_internal }} or {{ record['entity'] }} is null
    ) as counted
    cross join (
        {%- for number, _ in steps %}
        select cast({{ number }} as integer) as step_number
        {{- ' union all' if not loop.last }}
        {%- endfor %}
    ) as numbered
    cross join (select 'no_entity' as reason union all select 'internal' as reason) as reasons
{%- endmacro %}

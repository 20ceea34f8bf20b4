{#
funnel_left_out_of(record, step, step_number)

    What a step of a declared funnel leaves out: see funnel_left_out().

    record: what funnel_records() says of the relation that the step reads
    step: as in funnel_events()
    step_number: 1 for the first
#}
{% macro funnel_left_out_of(record, step, step_number) -%}
    {%- set is_internal = 'false' if var('include_internal', false) else 'is_internal' -%}
    select
        cast({{ step_number }} as integer) as step_number,
        reasons.reason,
        cast(case reasons.reason when 'internal' then internal_count else no_entity_count end as bigint)
            as event_count
    from (
        select
            count(case when {{ is_internal }} then 1 end) as internal_count,
            count(case when not {{ is_internal }} and {{ record['entity'] }} is null then 1 end) as no_entity_count
        from {{ record['relation'] }}
        where {{ org_funnels.funnel_record_predicate(step, record) }}
    ) as counted_{{ step_number }}
    cross join (select 'no_entity' as reason union all select 'internal' as reason) as reasons
{%- endmacro %}

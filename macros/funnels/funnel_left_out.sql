{#
funnel_left_out(entity, steps)

    What matches a step of a declared funnel and is not in it, counted: step_number, reason,
    event_count. A row for each step and reason, also where the count is 0.

        no_entity   it has no org, user or visitor that it could be an attempt of
        internal    an internal org or user did it, and var('include_internal') is false

    entity, steps: as in funnel_events()
#}
{% macro funnel_left_out(entity, steps) -%}
    {%- for step in steps %}
    {%- set number = loop.index %}
    {%- set record = org_funnels.funnel_records(entity, [step])[0] %}
    select
        cast({{ number }} as integer) as step_number,
        reasons.reason,
        cast(
            count(
                case
                    when reasons.reason = 'internal' then case when is_left_out_as_internal then 1 end
                    when not is_left_out_as_internal and entity_id is null then 1
                end
            ) as bigint
        ) as event_count
    from (
        select
            {{ record['entity'] }} as entity_id,
            {{ 'false' if var('include_internal', false) else 'is_internal' }} as is_left_out_as_internal
        from {{ record['relation'] }}
        where {{ org_funnels.funnel_record_predicate(step, record) }}
    ) as matching
    right join (select 'no_entity' as reason union all select 'internal' as reason) as reasons
        on true
    group by reasons.reason
    {{- '\n\n    union all\n' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

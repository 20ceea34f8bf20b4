{#
What each step towards an org came to. An event may name its org in several ways; each way that says
something is a row here, so that the choice (int_events__matched) and the conflicts
(unresolved_orgs) are read from one place.
#}
with

events as (

    select * from {{ ref('int_events__identified') }}

),

lookup as (

    select * from {{ ref('int_orgs__lookup') }}

),

group_intervals as (

    select * from {{ ref('int_identities__group_intervals') }}

),

step_numbers (step_number) as (

    values (1), (2), (3), (4)

),

steps as (

    select
        events.event_id,
        events.source_table,
        events.occurred_at,
        events.user_id,
        step_numbers.step_number,
        case step_numbers.step_number
            when 1 then events.org_by_1
            when 2 then events.org_by_2
            when 3 then events.org_by_3
            else events.org_by_4
        end as step_by,
        case step_numbers.step_number
            when 1 then events.org_value_1
            when 2 then events.org_value_2
            when 3 then events.org_value_3
            else events.org_value_4
        end as sent_value

    from events

    cross join step_numbers

),

-- a repo says its owner; without a slash it says none. A client that is silent about the group
-- means the one that its user called last.
valued as (

    select
        steps.event_id,
        steps.source_table,
        steps.occurred_at,
        steps.step_number,
        steps.step_by,
        case
            when steps.step_by = 'repo'
                then
                    case
                        when {{ dbt.position("'/'", 'steps.sent_value') }} > 0
                            then {{ org_funnels.id_of_text(
                                "split_part(steps.sent_value, '/', 1)"
                            ) }}
                    end
            else coalesce(steps.sent_value, group_intervals.group_id)
        end as step_value

    from steps

    left join group_intervals
        on
            steps.step_by = 'group'
            and steps.sent_value is null
            and steps.user_id = group_intervals.user_id
            and steps.occurred_at >= group_intervals.valid_from
            and steps.occurred_at < group_intervals.valid_to

    where steps.step_by is not null

),

keyed as (

    select
        *,
        case when step_by in ('id', 'group') then 'id' else 'name' end as lookup_kind

    from valued

    where step_value is not null

),

-- a spelling that production knows has rows for all time; only others are compared without case
looked_up as (

    select
        keyed.event_id,
        keyed.source_table,
        keyed.step_number,
        keyed.step_by,
        keyed.step_value,
        keyed.lookup_kind,
        coalesce(spelled.lookup_key, folded.lookup_key) is not null as is_known,
        case
            when spelled.lookup_key is not null then spelled.org_id
            else folded.org_id
        end as org_id

    from keyed

    left join lookup as spelled
        on
            keyed.lookup_kind = spelled.kind
            and keyed.step_value = spelled.lookup_key
            and keyed.occurred_at >= spelled.valid_from
            and keyed.occurred_at < spelled.valid_to

    left join lookup as folded
        on
            keyed.lookup_kind = 'name'
            and folded.kind = 'folded_name'
            and {{ org_funnels.fold_case('keyed.step_value') }} = folded.lookup_key
            and keyed.occurred_at >= folded.valid_from
            and keyed.occurred_at < folded.valid_to

),

judged as (

    select
        event_id,
        source_table,
        step_number,
        step_by,
        step_value,
        org_id,
        case
            when org_id is not null then null
            when is_known then 'ambiguous'
            when lookup_kind = 'id' then 'unknown_id'
            else 'unknown_name'
        end as unmatched_reason

    from looked_up

)

select * from judged

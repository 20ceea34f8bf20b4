{#
Every event that happened, once, with who did it, for which org, and what each step towards the org
came to. One row is computed from its own event and from what was known of its ids and names at its
time, never from another event: so any few of them can be computed again alone.
#}
{%- set in_touched = 'event_id in (select event_id from touched) and occurred_at between '
    '(select min(from_at) from touched) and (select max(to_at) from touched)' -%}
{#- a step that went wrong is rare, and unresolved_orgs reads no other -#}
{%- set indexes = [
    '(event_id)', '(org_id, occurred_at)', '(visitor_id, occurred_at)', '(source_table, loaded_at)',
] -%}
{%- for number in range(1, 5) -%}
    {%- do indexes.append(
        '(source_table) where org_value_' ~ number ~ ' is not null '
        'and (unmatched_reason_' ~ number ~ ' is not null or org_id_' ~ number ~ ' <> org_id)'
    ) -%}
{%- endfor -%}
{{ config(
    materialized='increment',
    unique_key='event_id',
    meta={
        'scope': in_touched,
        'logs': [
            {'kind': 'source_table', 'key': 'source_table', 'at': 'loaded_at', 'of': []},
            {'kind': 'org_event', 'key': "event_name || ' ' || org_id", 'at': 'occurred_at'},
            {'kind': 'user_event', 'key': "event_name || ' ' || user_id", 'at': 'occurred_at'},
            {'kind': 'visitor_event', 'key': "event_name || ' ' || visitor_id", 'at': 'occurred_at'},
        ],
        'indexes': indexes,
    },
) }}
{{ org_funnels.also_reads('int_events__attributed__touched') }}

with

events as (

    select * from {{ ref('int_events__dispositions') }}
    where
        disposition = 'event'
        {{ org_funnels.only_touched('and ' ~ in_touched) }}

),

user_aliases as (

    select * from {{ ref('int_identities__user_aliases') }}

),

intervals as (

    select * from {{ ref('int_identities__intervals') }}

),

users as (

    select * from {{ ref('int_production__users') }}

),

group_intervals as (

    select * from {{ ref('int_identities__group_intervals') }}

),

lookup as not materialized (

    select * from {{ ref('int_orgs__lookup') }}

),

sole_orgs as (

    select * from {{ ref('int_users__sole_orgs') }}

),

repos as (

    select * from {{ ref('int_repos__lookup') }}

),

orgs as (

    select * from {{ ref('int_production__orgs') }}

),

-- An event with a user keeps it, after alias calls; an anonymous event belongs to who the anonymous
-- id was at that time.
stitched as (

    select
        events.*,
        coalesce(user_aliases.user_id, events.user_id, intervals.user_id) as stitched_user_id,
        coalesce(intervals.is_shared, false) as is_shared_device

    from events

    left join user_aliases
        on events.user_id = user_aliases.previous_id

    left join intervals
        on
            events.anonymous_id = intervals.anonymous_id
            and events.user_id is null
            and events.occurred_at >= intervals.valid_from
            and events.occurred_at < intervals.valid_to
),

identified as (

    select
        stitched.*,
        case
            when stitched.stitched_user_id is not null then 'user:' || stitched.stitched_user_id
            else 'anonymous:' || stitched.anonymous_id
        end as visitor_id,
        case
            when users.user_id is not null then null
            when stitched.stitched_user_id is not null then 'unknown_user'
            when stitched.anonymous_id is null then 'no_id'
            when stitched.is_shared_device then 'shared_device'
            else 'anonymous'
        end as user_unmatched_reason,
        coalesce(users.is_internal, false) as is_internal_user

    from stitched

    left join users
        on stitched.stitched_user_id = users.user_id

),

-- A repo says its owner; without a slash it says none. A client that is silent about the group
-- means the one that its user called last.
said as (

    select
        {%- for number in range(1, 5) %}
        {%- set org_value = 'identified.org_value_' ~ number %}
        case
            when identified.org_by_{{ number }} in ('id', 'group') then 'id'
            else 'name'
        end as kind_{{ number }},
        case
            when identified.org_by_{{ number }} = 'repo'
                then
                    case
                        when {{ dbt.position("'/'", org_value) }} > 0
                            then {{ org_funnels.id_of_text(
                                "split_part(" ~ org_value ~ ", '/', 1)"
                            ) }}
                    end
            when identified.org_by_{{ number }} = 'group'
                then coalesce({{ org_value }}, group_intervals.group_id)
            when identified.org_by_{{ number }} is not null then {{ org_value }}
        end as said_{{ number }},
        {%- endfor %}
        identified.*

    from identified

    left join group_intervals
        on
            identified.stitched_user_id = group_intervals.user_id
            and identified.occurred_at >= group_intervals.valid_from
            and identified.occurred_at < group_intervals.valid_to
            and 'group' in (
                {%- for number in range(1, 5) -%}
                identified.org_by_{{ number }}{{ ', ' if not loop.last }}
                {%- endfor -%}
            )

),

-- a spelling that production knows has rows for all time; only others are compared without case
looked_up as (

    select
        {%- for number in range(1, 5) %}
        coalesce(spelled_{{ number }}.lookup_key, folded_{{ number }}.lookup_key) is not null
            as is_known_{{ number }},
        case
            when spelled_{{ number }}.lookup_key is not null then spelled_{{ number }}.org_id
            else folded_{{ number }}.org_id
        end as org_id_{{ number }},
        {%- endfor %}
        said.*

    from said
    {% for number in range(1, 5) %}
    left join lookup as spelled_{{ number }}
        on
            said.kind_{{ number }} = spelled_{{ number }}.kind
            and said.said_{{ number }} = spelled_{{ number }}.lookup_key
            and said.occurred_at >= spelled_{{ number }}.valid_from
            and said.occurred_at < spelled_{{ number }}.valid_to

    left join lookup as folded_{{ number }}
        on
            said.kind_{{ number }} = 'name'
            and folded_{{ number }}.kind = 'folded_name'
            and {{ org_funnels.fold_case('said.said_' ~ number) }} = folded_{{ number }}.lookup_key
            and said.occurred_at >= folded_{{ number }}.valid_from
            and said.occurred_at < folded_{{ number }}.valid_to
    {% endfor %}
),

judged as (

    select
        *,
        {%- for number in range(1, 5) %}
        case
            when said_{{ number }} is null or org_id_{{ number }} is not null then null
            when is_known_{{ number }} then 'ambiguous'
            when kind_{{ number }} = 'id' then 'unknown_id'
            else 'unknown_name'
        end as unmatched_reason_{{ number }},
        {%- endfor %}
        coalesce(org_id_1, org_id_2, org_id_3, org_id_4) as named_org_id,
        coalesce(said_1, said_2, said_3, said_4) is null as is_silent

    from looked_up

),

-- The first step that production knows. If there is none, the first step that said anything gives
-- the reason. Only an event that says nothing of an org may have its user's, where the project so
-- wants.
matched as (

    select
        judged.*,
        coalesce(judged.named_org_id, sole_orgs.org_id) as org_id,
        case
            {%- for number in range(1, 5) %}
            when judged.org_id_{{ number }} is not null then judged.org_by_{{ number }}
            {%- endfor %}
            when sole_orgs.org_id is not null then 'membership'
        end as org_matched_by,
        case
            when coalesce(judged.named_org_id, sole_orgs.org_id) is not null then null
            when judged.is_silent then 'no_org'
            else coalesce(
                {%- for number in range(1, 5) %}
                judged.unmatched_reason_{{ number }}{{ ',' if not loop.last }}
                {%- endfor %}
            )
        end as org_unmatched_reason

    from judged

    left join sole_orgs
        on
            judged.is_silent
            and judged.stitched_user_id = sole_orgs.user_id
            and judged.occurred_at >= sole_orgs.valid_from
            and judged.occurred_at < sole_orgs.valid_to

),

final as (

    select
        -- ids
        matched.event_id,
        matched.event_name,
        matched.feature,
        matched.action,
        matched.source,
        matched.source_table,

        -- times
        matched.occurred_at,
        matched.received_at,
        matched.loaded_at,

        -- who, and for which org
        matched.anonymous_id,
        matched.user_id as sent_user_id,
        matched.stitched_user_id as user_id,
        matched.visitor_id,
        matched.org_id,
        matched.org_matched_by,
        matched.org_unmatched_reason,
        matched.user_unmatched_reason,

        -- the steps towards the org
        {%- for number in range(1, 5) %}
        matched.org_by_{{ number }},
        matched.said_{{ number }} as org_value_{{ number }},
        matched.org_id_{{ number }},
        matched.unmatched_reason_{{ number }},
        {%- endfor %}

        -- what
        repos.repo_id,
        matched.view,
        matched.treatments,
        matched.properties,

        -- flags
        coalesce(orgs.is_internal, false) or matched.is_internal_user as is_internal

    from matched

    left join repos
        on matched.repo = repos.lookup_key

    left join orgs
        on matched.org_id = orgs.org_id

)

select * from final

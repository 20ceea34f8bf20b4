-- Which org a user said to be working in: from one group call to the next. Before the first: none.
{{ config(
    materialized='increment',
    unique_key=['user_id', 'valid_from'],
    meta={'logs': [{'kind': 'user', 'key': 'user_id'}]},
) }}
{{ org_funnels.also_reads('state_unread') }}
with

group_calls as (

    select
        coalesce(user_aliases.user_id, calls.user_id) as user_id,
        calls.occurred_at,
        -- two orgs at one moment: the smaller id
        {{ org_funnels.smallest('calls.group_id') }} as group_id

    from {{ ref('int_identities__groups') }} as calls

    left join {{ ref('int_identities__user_aliases') }} as user_aliases
        on calls.user_id = user_aliases.previous_id

    where
        calls.user_id is not null
        and calls.group_id is not null
        and calls.occurred_at is not null

    group by
        coalesce(user_aliases.user_id, calls.user_id),
        calls.occurred_at

),

intervals as (

    select
        user_id,
        group_id,
        occurred_at as valid_from,
        coalesce(
            lead(occurred_at) over (partition by user_id order by occurred_at),
            {{ org_funnels.end_of_time() }}
        ) as valid_to

    from group_calls

)

select * from intervals

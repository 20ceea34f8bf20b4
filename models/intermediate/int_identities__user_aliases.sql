{#
Which user id an id became, over any number of alias calls. Each id has one successor, so the ids
that can be reached from it are a chain that ends, or runs into a ring. A chain's end is the user. A
ring (an alias there and back) has no end: the smallest id in it stands for all.
#}
{{ config(
    materialized='increment',
    unique_key='previous_id',
    meta={'logs': [{'kind': 'user', 'key': 'previous_id'}]},
) }}
{{ org_funnels.also_reads('state_unread') }}
with recursive

alias_calls as (

    select
        previous_id,
        user_id,
        row_number() over (
            partition by previous_id
            order by occurred_at desc nulls last, {{ org_funnels.byte_order('user_id') }} asc
        ) as call_number

    from {{ ref('int_identities__aliases') }}

    where previous_id is not null and user_id is not null and previous_id <> user_id

),

-- the last call holds
successors as (

    select previous_id, user_id
    from alias_calls
    where call_number = 1

),

-- union, not union all: a ring adds nothing new the second time round, so this ends
reachable as (

    select previous_id, user_id
    from successors

    union

    select
        reachable.previous_id,
        successors.user_id

    from reachable

    inner join successors
        on reachable.user_id = successors.previous_id

),

ends as (

    select
        reachable.previous_id,
        reachable.user_id

    from reachable

    left join successors
        on reachable.user_id = successors.previous_id

    where successors.previous_id is null

),

ring_members as (

    select previous_id as user_id
    from reachable
    where previous_id = user_id

),

rings as (

    select
        reachable.previous_id,
        {{ org_funnels.smallest('reachable.user_id') }} as user_id

    from reachable

    inner join ring_members
        on reachable.user_id = ring_members.user_id

    group by reachable.previous_id

),

user_aliases as (

    select previous_id, user_id from ends

    union all

    select previous_id, user_id from rings
    where previous_id <> user_id

)

select * from user_aliases

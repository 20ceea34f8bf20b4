{#
Who an anonymous id was, and when. From one link to the next it is the user of the first; before the
first link it is the first user, because the visits before a signup belong to who signed up. One that
was more than a few people is a kiosk, which says nothing of who acted: a row without a user.
#}
{{ config(
    materialized='increment',
    pre_hook="{{ org_funnels.touched_intervals() }}",
    unique_key=['anonymous_id', 'valid_from'],
    meta={
        'scope': 'anonymous_id in (select anonymous_id from touched)',
        'logs': [{'kind': 'anonymous', 'key': 'anonymous_id'}],
        'indexes': ['(anonymous_id)', '(user_id)'],
    },
) }}
{{ org_funnels.also_reads('state_unread') }}
with

links as (

    {{ org_funnels.identity_links(
        'anonymous_id is not null '
        ~ org_funnels.only_touched('and anonymous_id in (select anonymous_id from touched)')
    ) }}

),

devices as (

    select
        anonymous_id,
        count(distinct user_id) > {{ var('max_users_per_device') }} as is_shared

    from links

    group by anonymous_id

),

holders as (

    select
        links.anonymous_id,
        links.linked_at,
        -- two users at one moment: the smaller id
        {{ org_funnels.smallest('links.user_id') }} as user_id

    from links

    inner join devices
        on links.anonymous_id = devices.anonymous_id

    where not devices.is_shared

    group by
        links.anonymous_id,
        links.linked_at

),

neighbours as (

    select
        *,
        lag(user_id) over (partition by anonymous_id order by linked_at) as previous_user_id

    from holders

),

-- a link that repeats what is known changes nothing
changes as (

    select
        anonymous_id,
        user_id,
        linked_at,
        previous_user_id is null as is_first

    from neighbours

    where previous_user_id is distinct from user_id

),

intervals as (

    select
        anonymous_id,
        user_id,
        case
            when is_first then {{ org_funnels.beginning_of_time() }}
            else linked_at
        end as valid_from,
        coalesce(
            lead(linked_at) over (partition by anonymous_id order by linked_at),
            {{ org_funnels.end_of_time() }}
        ) as valid_to,
        false as is_shared

    from changes

    union all

    select
        anonymous_id,
        cast(null as {{ dbt.type_string() }}) as user_id,
        {{ org_funnels.beginning_of_time() }} as valid_from,
        {{ org_funnels.end_of_time() }} as valid_to,
        true as is_shared

    from devices

    where is_shared

)

select * from intervals

{#
Who an anonymous id was, and when. From one link to the next it is the user of the first; before the
first link it is the first user, because the visits before a signup belong to who signed up.
#}
with

links as (

    select
        links.anonymous_id,
        links.linked_at,
        -- two users at one moment: the smaller id
        {{ org_funnels.smallest('links.user_id') }} as user_id

    from {{ ref('int_identities__links') }} as links

    inner join {{ ref('int_identities__devices') }} as devices
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

    from links

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
        ) as valid_to

    from changes

)

select * from intervals

-- How many people an anonymous id was: more than a few, and it is a kiosk that says nothing of who
-- acted.
with

devices as (

    select
        anonymous_id,
        count(distinct user_id) as user_count,
        min(linked_at) as first_linked_at,
        max(linked_at) as last_linked_at

    from {{ ref('int_identities__links') }}

    group by anonymous_id

),

judged as (

    select
        *,
        user_count > {{ var('max_users_per_device') }} as is_shared

    from devices

)

select * from judged

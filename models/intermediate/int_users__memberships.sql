-- Which user was in which org, and when. Production may still know a person by an id that was given
-- up.
{{ config(materialized='view') }}

with

memberships as (

    select * from {{ ref('int_production__org_memberships') }}

),

user_aliases as (

    select * from {{ ref('int_identities__user_aliases') }}

),

final as (

    select
        coalesce(user_aliases.user_id, memberships.user_id) as user_id,
        memberships.org_id,
        coalesce(memberships.valid_from, {{ org_funnels.beginning_of_time() }}) as valid_from,
        coalesce(memberships.valid_to, {{ org_funnels.end_of_time() }}) as valid_to

    from memberships

    left join user_aliases
        on memberships.user_id = user_aliases.previous_id

)

select * from final

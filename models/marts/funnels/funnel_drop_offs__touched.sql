-- The entities whose attempts changed, that were seen again, or of which production says
-- something else.
{{ config(materialized='view', schema='state') }}

with

attempts as (

    {{ org_funnels.unread_attempts('funnel_drop_offs', ['attempt', 'best_attempt']) }}

),

funnels as (

    select * from {{ ref('int_plan__funnels') }}

),

unread as (

    select * from {{ ref('state_unread') }}
    where reader = 'funnel_drop_offs'

),

touched as (

    select
        touched_funnel,
        touched_entity

    from attempts

    union

    select
        funnels.funnel as touched_funnel,
        unread.key as touched_entity

    from unread

    inner join funnels
        on
            unread.kind = 'org'
            and funnels.entity = 'org'

    union

    select
        funnels.funnel as touched_funnel,
        substring(unread.key from position(' ' in unread.key) + 1) as touched_entity

    from unread

    inner join funnels
        on
            unread.kind = 'last_seen'
            and substring(unread.key from 1 for position(' ' in unread.key) - 1) = funnels.entity

)

select * from touched

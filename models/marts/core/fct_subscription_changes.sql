-- Every change of what an org pays for, as production recorded it.
{{ config(materialized='view') }}
with

changes as (

    select * from {{ ref('int_production__subscription_changes') }}

),

orgs as (

    select * from {{ ref('int_production__orgs') }}

),

final as (

    select
        changes.subscription_change_id,
        changes.org_id,
        changes.kind,
        changes.from_tier,
        changes.to_tier,
        changes.mrr_before,
        changes.mrr_after,
        coalesce(orgs.is_internal, false) as is_internal,
        changes.changed_at

    from changes

    left join orgs
        on changes.org_id = orgs.org_id

)

select * from final

-- Every event that happened, once, with who did it and for which org.
with

events as (

    select * from {{ ref('int_events__identified') }}

),

matched as (

    select * from {{ ref('int_events__matched') }}

),

sole_memberships as (

    select * from {{ ref('int_events__sole_memberships') }}

),

orgs as (

    select * from {{ ref('int_production__orgs') }}

),

repos as (

    select * from {{ ref('int_repos__lookup') }}

),

attributed as (

    select
        events.event_id,
        events.event_name,
        events.feature,
        events.action,
        events.source,
        events.source_table,
        events.occurred_at,
        events.received_at,
        events.loaded_at,
        events.anonymous_id,
        events.user_id,
        events.visitor_id,
        coalesce(matched.org_id, sole_memberships.org_id) as org_id,
        case
            when sole_memberships.org_id is not null then 'membership'
            else matched.org_matched_by
        end as org_matched_by,
        case
            when sole_memberships.org_id is not null then null
            when matched.event_id is null then 'no_org'
            else matched.org_unmatched_reason
        end as org_unmatched_reason,
        events.user_unmatched_reason,
        repos.repo_id,
        events.view,
        events.treatments,
        events.properties,
        events.is_internal_user

    from events

    left join matched
        on events.event_id = matched.event_id

    -- only events that say nothing of an org are here, and only where the project wants it
    left join sole_memberships
        on events.event_id = sole_memberships.event_id

    left join repos
        on events.repo = repos.lookup_key

),

final as (

    select
        -- ids
        attributed.event_id,
        attributed.event_name,
        attributed.feature,
        attributed.action,
        attributed.source,
        attributed.source_table,

        -- times
        attributed.occurred_at,
        attributed.received_at,
        attributed.loaded_at,

        -- who, and for which org
        attributed.anonymous_id,
        attributed.user_id,
        attributed.visitor_id,
        attributed.org_id,
        attributed.org_matched_by,
        attributed.org_unmatched_reason,
        attributed.user_unmatched_reason,

        -- what
        attributed.repo_id,
        attributed.view,
        attributed.treatments,
        attributed.properties,

        -- flags
        coalesce(orgs.is_internal, false) or attributed.is_internal_user as is_internal

    from attributed

    left join orgs
        on attributed.org_id = orgs.org_id

)

select * from final

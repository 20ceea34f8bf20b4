with

source as (

    select * from {{ source('github_production', 'pull_requests') }}

),

renamed as (

    select
        -- ids
        id as pull_request_id,
        org_id,
        repo_id,

        -- attributes
        case when org_id is null then 'person' else 'org' end as owner_kind,

        -- times
        {{ org_funnels.timestamp_of_text('opened_at') }} as opened_at,
        {{ org_funnels.timestamp_of_text('merged_at') }} as merged_at

    from source

)

select * from renamed

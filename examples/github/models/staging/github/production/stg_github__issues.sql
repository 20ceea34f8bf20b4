with

source as (

    select * from {{ source('github_production', 'issues') }}

),

renamed as (

    select
        -- ids
        id as issue_id,
        org_id,
        repo_id,

        -- attributes
        case when org_id is null then 'person' else 'org' end as owner_kind,

        -- times
        {{ org_funnels.timestamp_of_text('opened_at') }} as opened_at

    from source

)

select * from renamed

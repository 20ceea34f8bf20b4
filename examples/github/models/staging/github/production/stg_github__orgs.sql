with

source as (

    select * from {{ source('github_production', 'orgs') }}

),

renamed as (

    select
        -- ids
        id as org_id,
        name as org_name,

        -- flags
        false as is_internal,

        -- times
        {{ org_funnels.timestamp_of_text('created_at') }} as created_at,
        cast(null as timestamp) as deleted_at

    from source

)

select * from renamed

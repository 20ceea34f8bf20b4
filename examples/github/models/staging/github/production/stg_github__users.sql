with

source as (

    select * from {{ source('github_production', 'users') }}

),

renamed as (

    select
        -- ids
        id as user_id,

        -- attributes
        {{ org_funnels.json_object({}) }} as attributes,

        -- flags
        false as is_internal,

        -- times
        {{ org_funnels.timestamp_of_text('created_at') }} as created_at,
        cast(null as timestamp) as deleted_at

    from source

)

select * from renamed

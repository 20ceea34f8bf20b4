with

source as (

    select * from {{ source('github_production', 'repos') }}

),

renamed as (

    select
        id as repo_id,
        org_id,
        name as repo_name,
        {{ org_funnels.timestamp_of_text('created_at') }} as created_at

    from source

)

select * from renamed

with

source as (

    select * from {{ source('github_production', 'org_names') }}

),

renamed as (

    select
        org_id,
        name as org_name,
        {{ org_funnels.timestamp_of_text('valid_from') }} as valid_from,
        {{ org_funnels.timestamp_of_text('valid_to') }} as valid_to

    from source

)

select * from renamed

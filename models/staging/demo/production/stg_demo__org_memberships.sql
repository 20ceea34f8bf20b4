with

source as (

    select * from {{ source('demo_production', 'memberships') }}

),

renamed as (

    select
        cast(user_id as {{ dbt.type_string() }}) as user_id,
        cast(organization_id as {{ dbt.type_string() }}) as org_id,
        joined_at as valid_from,
        left_at as valid_to

    from source

)

select * from renamed

with

source as (

    select * from {{ source('demo_production', 'repositories') }}

),

renamed as (

    select
        cast(id as {{ dbt.type_string() }}) as repo_id,
        cast(organization_id as {{ dbt.type_string() }}) as org_id,
        name as repo_name,
        created_at

    from source

)

select * from renamed

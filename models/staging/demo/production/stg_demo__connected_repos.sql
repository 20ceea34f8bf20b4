-- A repository is connected when its hook is installed: days after it was picked, or never.
with

source as (

    select * from {{ source('demo_production', 'repositories') }}

),

connected as (

    select
        cast(id as {{ dbt.type_string() }}) as repo_id,
        cast(organization_id as {{ dbt.type_string() }}) as org_id,
        language,
        connected_at

    from source

    where connected_at is not null

)

select * from connected

with

source as (

    select * from {{ source('demo_production', 'invitations') }}

),

renamed as (

    select
        cast(id as {{ dbt.type_string() }}) as invitation_id,
        cast(organization_id as {{ dbt.type_string() }}) as org_id,
        cast(invited_by as {{ dbt.type_string() }}) as invited_by,
        created_at

    from source

)

select * from renamed

-- As production has it: what the snapshot keeps the history of.
with

source as (

    select * from {{ source('demo_production', 'organizations') }}

),

renamed as (

    select
        id,
        name,
        country,
        is_internal,
        created_at,
        updated_at,
        _synced_at

    from source

)

select * from renamed

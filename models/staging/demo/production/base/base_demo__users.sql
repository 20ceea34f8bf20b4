-- As production has it: what the snapshot keeps the history of. The e-mail address stays behind.
with

source as (

    select * from {{ source('demo_production', 'users') }}

),

renamed as (

    select
        id,
        browser,
        is_internal,
        is_test,
        created_at,
        updated_at,
        _synced_at

    from source

)

select * from renamed

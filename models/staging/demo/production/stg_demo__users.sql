-- From the snapshot, so that a deleted user is still known. Test users count as our own.
with

snapshots as (

    select * from {{ ref('snap_demo__users') }}

),

latest as (

    select
        *,
        row_number() over (partition by id order by dbt_valid_from desc) as version_number

    from snapshots

),

renamed as (

    select
        -- ids
        cast(id as {{ dbt.type_string() }}) as user_id,

        -- attributes
        {{ org_funnels.json_object({'browser': 'browser'}) }} as attributes,

        -- flags
        is_internal or is_test as is_internal,

        -- times
        created_at,
        dbt_valid_to as deleted_at

    from latest

    where version_number = 1

)

select * from renamed

-- From the snapshot, so that a deleted organisation is still known.
with

snapshots as (

    select * from {{ ref('snap_demo__organizations') }}

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
        cast(id as {{ dbt.type_string() }}) as org_id,
        name as org_name,

        -- flags
        is_internal,

        -- times
        created_at,
        -- a row that production still has is open
        dbt_valid_to as deleted_at

    from latest

    where version_number = 1

)

select * from renamed

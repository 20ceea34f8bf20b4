-- Which name an organisation had, and when: one interval per version that the snapshot kept.
with

snapshots as (

    select * from {{ ref('snap_demo__organizations') }}

),

renamed as (

    select
        cast(id as {{ dbt.type_string() }}) as org_id,
        name as org_name,
        dbt_valid_from as valid_from,
        dbt_valid_to as valid_to

    from snapshots

)

select * from renamed

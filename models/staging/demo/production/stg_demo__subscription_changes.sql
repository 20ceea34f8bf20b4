-- Production writes the tier before a subscription, and after it, as `free`: nothing is paid for.
with

source as (

    select * from {{ source('demo_production', 'subscription_events') }}

),

renamed as (

    select
        -- ids
        cast(id as {{ dbt.type_string() }}) as subscription_change_id,
        cast(organization_id as {{ dbt.type_string() }}) as org_id,

        -- attributes
        kind,
        nullif(from_tier, 'free') as from_tier,
        nullif(to_tier, 'free') as to_tier,
        cast(mrr_before as numeric(12, 2)) as mrr_before,
        cast(mrr_after as numeric(12, 2)) as mrr_after,

        -- times
        changed_at

    from source

)

select * from renamed

{#
What is known of an org at each time, its tier among it: what segments and dim_orgs are cut by. The
first value that is known of an org reaches back to the beginning of time; a tier does not, because
before its first subscription change an org has none.
#}
with

attributes as (

    select
        org_id,
        attribute,
        value,
        coalesce(valid_from, {{ org_funnels.beginning_of_time() }}) as valid_from,
        coalesce(valid_to, {{ org_funnels.end_of_time() }}) as valid_to

    from {{ ref('int_production__org_attributes') }}

),

reaching_back as (

    select
        org_id,
        attribute,
        value,
        case
            when
                row_number() over (
                    partition by org_id, attribute order by valid_from, valid_to
                ) = 1
                then {{ org_funnels.beginning_of_time() }}
            else valid_from
        end as valid_from,
        valid_to

    from attributes

    where valid_from < valid_to

),

-- several changes at one moment: production numbered them in the order in which they happened
changes as (

    select
        org_id,
        changed_at,
        to_tier,
        row_number() over (
            partition by org_id, changed_at
            order by
                length(subscription_change_id) desc,
                {{ org_funnels.byte_order('subscription_change_id') }} desc
        ) as change_number

    from {{ ref('int_production__subscription_changes') }}

),

tiers as (

    select
        org_id,
        'tier' as attribute,
        to_tier as value,
        changed_at as valid_from,
        coalesce(
            lead(changed_at) over (partition by org_id order by changed_at),
            {{ org_funnels.end_of_time() }}
        ) as valid_to

    from changes

    where change_number = 1

),

intervals as (

    select * from reaching_back

    union all

    select * from tiers

)

select * from intervals

-- Every org that production knows or has known, as it is at the end of the data.
{{ config(
    materialized='increment',
    unique_key='org_id',
    meta={'logs': [{'kind': 'org', 'key': 'org_id'}]},
) }}
{{ org_funnels.also_reads('state_unread') }}
with

orgs as (

    select * from {{ ref('int_production__orgs') }}

),

as_of as (

    select * from {{ ref('int_as_of') }}

),

present as (

    select
        intervals.org_id,
        intervals.attribute,
        intervals.value

    from {{ ref('int_orgs__attribute_intervals') }} as intervals

    cross join as_of

    where
        as_of.as_of >= intervals.valid_from
        and as_of.as_of < intervals.valid_to
        and intervals.value is not null

),

tiers as (

    select
        org_id,
        value as tier

    from present

    where attribute = 'tier'

),

attributes as (

    select
        org_id,
        {{ org_funnels.json_object_agg('attribute', 'value') }} as attributes

    from present

    where attribute <> 'tier'

    group by org_id

),

final as (

    select
        orgs.org_id,
        orgs.org_name,
        tiers.tier,
        coalesce(attributes.attributes, '{}') as attributes,
        orgs.is_internal,
        orgs.created_at,
        orgs.deleted_at

    from orgs

    left join tiers
        on orgs.org_id = tiers.org_id

    left join attributes
        on orgs.org_id = attributes.org_id

)

select * from final

{#
What is known of an org at each time, its tier among it: what segments and dim_orgs are cut by. The
first value that is known of an org reaches back to the beginning of time; a tier does not, because
before its first subscription change an org has none. Of one attribute an org has one value at a time,
whatever production says: of values that hold together, the one that began last.
#}
{{ config(materialized='increment', meta={'logs': [{'kind': 'org', 'key': 'org_id'}]}) }}
{{ org_funnels.also_reads('state_unread') }}
with

-- the tier is what subscription changes say, and an attribute of that name would be a second one
attributes as (

    select
        org_id,
        attribute,
        value,
        coalesce(valid_from, {{ org_funnels.beginning_of_time() }}) as valid_from,
        coalesce(valid_to, {{ org_funnels.end_of_time() }}) as valid_to

    from {{ ref('int_production__org_attributes') }}

    where attribute <> 'tier'

),

held as (

    select
        *,
        valid_from < max(valid_to) over (
            partition by org_id, attribute
            order by valid_from, valid_to
            rows between unbounded preceding and 1 preceding
        ) as is_overlapping

    from attributes

    where valid_from < valid_to

),

-- only what overlaps is joined with itself: PostgreSQL may take many rows of a view for a handful,
-- and then compares each with each
marked as (

    select
        *,
        max(case when is_overlapping then 1 else 0 end) over (
            partition by org_id, attribute
        ) = 1 as has_overlaps

    from held

),

disputed as (

    select * from marked

    where has_overlaps

),

changing_times as (

    select
        org_id,
        attribute,
        valid_from as changed_at

    from disputed

    union

    select
        org_id,
        attribute,
        valid_to as changed_at

    from disputed

),

stretches as (

    select
        org_id,
        attribute,
        changed_at as valid_from,
        lead(changed_at) over (partition by org_id, attribute order by changed_at) as valid_to

    from changing_times

),

standing as (

    select
        disputed.org_id,
        disputed.attribute,
        disputed.value,
        stretches.valid_from,
        stretches.valid_to,
        row_number() over (
            partition by disputed.org_id, disputed.attribute, stretches.valid_from
            order by
                disputed.valid_from desc,
                disputed.valid_to desc,
                {{ org_funnels.byte_order('disputed.value') }} desc nulls last
        ) as place

    from disputed

    inner join stretches
        on
            disputed.org_id = stretches.org_id
            and disputed.attribute = stretches.attribute
            and disputed.valid_from <= stretches.valid_from
            and disputed.valid_to >= stretches.valid_to

),

settled as (

    select
        org_id,
        attribute,
        value,
        valid_from,
        valid_to

    from standing

    where place = 1

    union all

    select
        org_id,
        attribute,
        value,
        valid_from,
        valid_to

    from marked

    where not has_overlaps

),

reaching_back as (

    select
        org_id,
        attribute,
        value,
        case
            when row_number() over (partition by org_id, attribute order by valid_from) = 1
                then {{ org_funnels.beginning_of_time() }}
            else valid_from
        end as valid_from,
        valid_to

    from settled

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

{#
What segments are made of: an organisation's country, from the snapshot, and its main language: the
one of most of the repositories that it has at that time, the first in the alphabet where two have
as many.
#}
with

snapshots as (

    select * from {{ ref('snap_demo__organizations') }}

),

repositories as (

    select * from {{ source('demo_production', 'repositories') }}

),

countries as (

    select
        cast(id as {{ dbt.type_string() }}) as org_id,
        'country' as attribute,
        country as value,
        dbt_valid_from as valid_from,
        dbt_valid_to as valid_to

    from snapshots

),

-- the moments at which the main language may change
moments as (

    select organization_id, created_at as starts_at from repositories

    union

    select organization_id, deleted_at as starts_at from repositories
    where deleted_at is not null

),

language_counts as (

    select
        moments.organization_id,
        moments.starts_at,
        repositories.language,
        count(repositories.id) as repository_count

    from moments

    left join repositories
        on
            moments.organization_id = repositories.organization_id
            and moments.starts_at >= repositories.created_at
            and moments.starts_at
            < coalesce(repositories.deleted_at, {{ org_funnels.end_of_time() }})

    group by
        moments.organization_id,
        moments.starts_at,
        repositories.language

),

ranked as (

    select
        *,
        row_number() over (
            partition by organization_id, starts_at
            order by repository_count desc, {{ org_funnels.byte_order('language') }} asc
        ) as rank_number

    from language_counts

),

languages as (

    select
        cast(organization_id as {{ dbt.type_string() }}) as org_id,
        'language' as attribute,
        language as value,
        starts_at as valid_from,
        lead(starts_at) over (partition by organization_id order by starts_at) as valid_to

    from ranked

    where rank_number = 1

),

attributes as (

    select * from countries

    union all

    select * from languages

)

select * from attributes

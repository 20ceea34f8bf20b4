{#
Every way to find an org, as one lookup by (kind, key, time). The rows of one key cover all time, so
that looking up is one equality and one range, and what comes out is decided here, once:

- of the holders of a name at one time, those who write it in exactly that case come first, among
  them the reviewed aliases; then those who write it in another case, again aliases first;
- two holders of the same standing make the name ambiguous: org_id is null, nobody guesses;
- outside every interval the name belongs to its last holder before, else to its first holder after.
#}
{{ config(
    materialized='increment',
    unique_key=['kind', 'lookup_key', 'valid_from'],
    meta={'logs': [{'kind': 'org_key', 'key': org_funnels.org_key('lookup_key')}]},
) }}
{{ org_funnels.also_reads('state_unread') }}
with

intervals as (

    select * from {{ ref('int_orgs__name_intervals') }}

),

bounds as (

    select folded_name, valid_from as starts_at from intervals

    union

    select folded_name, valid_to as starts_at from intervals

    union

    select folded_name, {{ org_funnels.beginning_of_time() }} as starts_at from intervals

),

-- stretches of time in which nobody takes or gives up the name
segments as (

    select
        folded_name,
        starts_at,
        lead(starts_at) over (partition by folded_name order by starts_at) as next_starts_at

    from bounds

),

-- '' stands for a spelling that production does not know
spellings as (

    select folded_name, org_name as spelling from intervals

    union

    select folded_name, '' as spelling from intervals

),

standings as (

    select
        segments.folded_name,
        spellings.spelling,
        segments.starts_at,
        intervals.org_id,
        rank() over (
            partition by segments.folded_name, spellings.spelling, segments.starts_at
            order by (intervals.org_name = spellings.spelling) desc, intervals.is_alias desc
        ) as standing

    from segments

    inner join spellings
        on segments.folded_name = spellings.folded_name

    inner join intervals
        on
            segments.folded_name = intervals.folded_name
            and segments.starts_at >= intervals.valid_from
            and segments.starts_at < intervals.valid_to

),

held as (

    select
        folded_name,
        spelling,
        starts_at,
        case when count(distinct org_id) = 1 then min(org_id) end as org_id

    from standings

    where standing = 1

    group by
        folded_name,
        spelling,
        starts_at

),

-- which held segment speaks for each segment: its own, else the last before, else the first of all
spoken_for as (

    select
        segments.folded_name,
        spellings.spelling,
        segments.starts_at,
        coalesce(
            max(held.starts_at) over (
                partition by segments.folded_name, spellings.spelling
                order by segments.starts_at
                rows between unbounded preceding and current row
            ),
            min(held.starts_at) over (partition by segments.folded_name, spellings.spelling)
        ) as held_starts_at

    from segments

    inner join spellings
        on segments.folded_name = spellings.folded_name

    left join held
        on
            segments.folded_name = held.folded_name
            and spellings.spelling = held.spelling
            and segments.starts_at = held.starts_at

    -- the end of time starts nothing
    where segments.starts_at < {{ org_funnels.end_of_time() }}

),

decided as (

    select
        spoken_for.folded_name,
        spoken_for.spelling,
        spoken_for.starts_at,
        held.org_id,
        lag(held.org_id) over (
            partition by spoken_for.folded_name, spoken_for.spelling order by spoken_for.starts_at
        ) as previous_org_id,
        row_number() over (
            partition by spoken_for.folded_name, spoken_for.spelling order by spoken_for.starts_at
        ) as segment_number

    from spoken_for

    inner join held
        on
            spoken_for.folded_name = held.folded_name
            and spoken_for.spelling = held.spelling
            and spoken_for.held_starts_at = held.starts_at

),

-- a plain rename changes nothing for the old name: neighbours that say the same are one row
changes as (

    select folded_name, spelling, starts_at, org_id
    from decided
    where segment_number = 1 or previous_org_id is distinct from org_id

),

names as (

    select
        case when spelling = '' then 'folded_name' else 'name' end as kind,
        case when spelling = '' then folded_name else spelling end as lookup_key,
        starts_at as valid_from,
        coalesce(
            lead(starts_at) over (partition by folded_name, spelling order by starts_at),
            {{ org_funnels.end_of_time() }}
        ) as valid_to,
        org_id

    from changes

),

ids as (

    select
        'id' as kind,
        org_id as lookup_key,
        {{ org_funnels.beginning_of_time() }} as valid_from,
        {{ org_funnels.end_of_time() }} as valid_to,
        org_id

    from {{ ref('int_production__orgs') }}

),

lookup as (

    select * from names

    union all

    select * from ids

)

select * from lookup

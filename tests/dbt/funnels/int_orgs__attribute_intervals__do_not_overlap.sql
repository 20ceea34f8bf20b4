-- An org has one value of an attribute at a time: else an attempt is in two buckets of a segment.
with

intervals as (

    select
        *,
        lead(valid_from) over (
            partition by org_id, attribute order by valid_from, valid_to
        ) as next_valid_from

    from {{ ref('int_orgs__attribute_intervals') }}

)

select * from intervals
where valid_to > next_valid_from or valid_from >= valid_to

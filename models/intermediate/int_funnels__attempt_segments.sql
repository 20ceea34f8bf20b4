{#
What each attempt is cut by, as it was when the attempt started: a change at that very moment
counts. Every attempt has one value of every segment of its funnel, null where none was known, and
one of `all`.
#}
with

attempts as (

    select * from {{ ref('fct_funnel_attempts') }}

),

declared as (

    select
        funnels.funnel,
        funnels.entity,
        listed.segment

    from {{ ref('int_plan__funnels') }} as funnels

    cross join {{ org_funnels.rows_of_list('funnels.segments') }} as listed (segment)

    where funnels.segments is not null

),

attributes as (

    select * from {{ ref('int_orgs__attribute_intervals') }}

),

cut as (

    select
        attempts.funnel,
        attempts.attempt_id,
        declared.segment,
        attributes.value as segment_value

    from attempts

    inner join declared
        on attempts.funnel = declared.funnel

    -- attributes are an org's: a user or visitor has none
    left join attributes
        on
            declared.entity = 'org'
            and attempts.entity_id = attributes.org_id
            and declared.segment = attributes.attribute
            and attempts.entered_at >= attributes.valid_from
            and attempts.entered_at < attributes.valid_to

),

whole as (

    select
        funnel,
        attempt_id,
        'all' as segment,
        'all' as segment_value

    from attempts

),

segments as (

    select * from cut

    union all

    select * from whole

)

select * from segments

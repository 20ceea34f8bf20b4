{#
What each attempt is cut by, as it was when the attempt started: a change at that very moment
counts. A treatment and a property are those of the event of the first step. Every attempt has one
value of every segment of its funnel, null where none was known, and one of `all`.
#}
{{ config(
    materialized='increment',
    unique_key=['funnel', 'attempt_id', 'segment'],
    meta={
        'scope': org_funnels.in_touched_attempts(of_funnels=true),
        'logs': [org_funnels.attempt_log()],
        'order': 'entered_at',
        'indexes': ['(funnel, attempt_id)', '(entity_id, entered_at)'],
    },
) }}
{{ org_funnels.also_reads('int_funnels__attempt_segments__touched') }}
with

attempts as (

    select * from {{ ref('fct_funnel_attempts') }}
    {{ org_funnels.only_touched('where ' ~ org_funnels.in_touched_attempts(of_funnels=true)) }}

),

declared as (

    select
        funnels.funnel,
        funnels.entity,
        listed.segment,
        case
            when listed.segment like 'treatment:%' then 'treatment'
            when listed.segment like 'property:%' then 'property'
            else 'attribute'
        end as kind,
        substring(listed.segment from position(':' in listed.segment) + 1) as segment_name

    from {{ ref('int_plan__funnels') }} as funnels

    cross join {{ org_funnels.rows_of_list('funnels.segments') }} as listed (segment)

    where funnels.segments is not null

),

attributes as (

    select * from {{ ref('int_orgs__attribute_intervals') }}

),

events as (

    select * from {{ ref('fct_events') }}
    {{ org_funnels.only_touched(
        'where occurred_at between '
        '(select min(from_at) from touched) and (select max(to_at) from touched)'
    ) }}

),

cut_by_attribute as (

    select
        attempts.funnel,
        attempts.attempt_id,
        attempts.entity_id,
        attempts.entered_at,
        declared.segment,
        attributes.value as segment_value

    from attempts

    inner join declared
        on
            attempts.funnel = declared.funnel
            and declared.kind = 'attribute'

    -- attributes are an org's: a user or visitor has none
    left join attributes
        on
            declared.entity = 'org'
            and attempts.entity_id = attributes.org_id
            and declared.segment = attributes.attribute
            and attempts.entered_at >= attributes.valid_from
            and attempts.entered_at < attributes.valid_to

),

cut_by_event as (

    select
        attempts.funnel,
        attempts.attempt_id,
        attempts.entity_id,
        attempts.entered_at,
        declared.segment,
        {{ org_funnels.json_value_at(
            "case declared.kind when 'treatment' then events.treatments else events.properties end",
            'declared.segment_name'
        ) }} as segment_value

    from attempts

    inner join declared
        on
            attempts.funnel = declared.funnel
            and declared.kind in ('treatment', 'property')

    -- a production record carries neither
    left join events
        on attempts.attempt_id = events.event_id

),

whole as (

    select
        funnel,
        attempt_id,
        entity_id,
        entered_at,
        'all' as segment,
        'all' as segment_value

    from attempts

),

segments as (

    select * from cut_by_attribute

    union all

    select * from cut_by_event

    union all

    select * from whole

)

select * from segments

-- Window of an hour: stretches reach back by it, and those that meet are one.
with

unread_texts (upstream, kind, key, from_text, to_text) as (

    values
    ('events', 'org_event', 'paid o-1', '2026-03-01 10:00:00', '2026-03-01 10:30:00'),
    -- the first is read until 11:30
    ('events', 'org_event', 'paid o-1', '2026-03-01 12:30:00', '2026-03-01 12:30:00'),
    ('events', 'org_event', 'paid o-1', '2026-03-01 14:30:01', '2026-03-01 14:30:01'),
    ('events', 'org_event', 'unread o-1', '2026-03-01 20:00:00', '2026-03-01 20:00:00'),
    ('events', 'visitor_event', 'paid an id', '2026-03-01 20:00:00', '2026-03-01 20:00:00'),
    ('orgs', 'org', 'o-2', null, null),
    ('changes', 'org', 'o-3', '2026-03-01 10:00:00', '2026-03-01 10:00:00'),
    ('int_production__users', 'user', 'u-1', null, null),
    ('int_as_of', 'as_of', 'as_of', '2026-03-05 00:00:00', '2026-03-05 00:00:00'),
    ('int_as_of', 'as_of', 'as_of', '2026-03-06 00:00:00', '2026-03-06 00:00:00')

),

unread_changes as (

    select
        upstream,
        kind,
        key,
        cast(from_text as timestamp) as from_at,
        cast(to_text as timestamp) as to_at

    from unread_texts

),

attempt_texts (entity_id, entered_text, matures_text) as (

    values
    ('o-4', '2026-03-04 23:00:00', '2026-03-05 00:00:00'),
    ('o-4', '2026-03-05 23:00:00', '2026-03-06 00:00:00'),
    ('o-5', '2026-03-05 23:00:01', '2026-03-06 00:00:01')

),

attempts_before as (

    select
        entity_id,
        cast(entered_text as timestamp) as entered_at,
        cast(matures_text as timestamp) as matures_at

    from attempt_texts

),

no_attempts as (

    select * from attempts_before
    where false

),

of_orgs as (

    {{ org_funnels.touched_stretches(
        'org', 3600, ['paid', 'left'], 'unread_changes', 'attempts_before'
    ) }}

),

of_visitors as (

    {{ org_funnels.touched_stretches('visitor', 3600, none, 'unread_changes', 'no_attempts') }}

),

whole as (

    {{ org_funnels.touched_stretches('org', none, [], 'unread_changes', 'attempts_before') }}

),

actual_rows as (

    select 'org' as kind, * from of_orgs
    union all
    select 'visitor' as kind, * from of_visitors
    union all
    select 'whole' as kind, * from whole

),

expected_texts (kind, touched_entity, from_text, to_text, until_text) as (

    values
    ('org', 'o-1', '2026-03-01 09:00:00', '2026-03-01 12:30:00', '2026-03-01 13:30:00'),
    ('org', 'o-1', '2026-03-01 13:30:01', '2026-03-01 14:30:01', '2026-03-01 15:30:01'),
    ('org', 'o-2', '0001-01-01 00:00:00', '9999-12-31 00:00:00', '9999-12-31 00:00:00'),
    ('org', 'o-3', '2026-03-01 09:00:00', '2026-03-01 10:00:00', '2026-03-01 11:00:00'),
    ('org', 'o-4', '2026-03-05 23:00:00', '2026-03-05 23:00:00', '2026-03-06 00:00:00'),
    ('visitor', 'an id', '2026-03-01 19:00:00', '2026-03-01 20:00:00', '2026-03-01 21:00:00'),
    ('visitor', 'user:u-1', '0001-01-01 00:00:00', '9999-12-31 00:00:00', '9999-12-31 00:00:00'),
    ('whole', 'o-2', '0001-01-01 00:00:00', '9999-12-31 00:00:00', '9999-12-31 00:00:00'),
    ('whole', 'o-3', '0001-01-01 00:00:00', '9999-12-31 00:00:00', '9999-12-31 00:00:00'),
    ('whole', 'o-4', '0001-01-01 00:00:00', '9999-12-31 00:00:00', '9999-12-31 00:00:00')

),

expected_rows as (

    select
        kind,
        touched_entity,
        cast(from_text as timestamp) as from_at,
        cast(to_text as timestamp) as to_at,
        cast(until_text as timestamp) as until_at

    from expected_texts

),

surplus as (

    select * from actual_rows
    except all
    select * from expected_rows

),

missing as (

    select * from expected_rows
    except all
    select * from actual_rows

)

select 'surplus' as problem, * from surplus
union all
select 'missing' as problem, * from missing

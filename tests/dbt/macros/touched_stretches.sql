-- Window of an hour: stretches reach back by it, and those that meet are one.
with

unread_changes (upstream, kind, key, from_at, to_at) as (

    values
    ('events', 'org_event', 'paid o-1', timestamp '2026-03-01 10:00:00', timestamp '2026-03-01 10:30:00'),
    -- the first is read until 11:30
    ('events', 'org_event', 'paid o-1', timestamp '2026-03-01 12:30:00', timestamp '2026-03-01 12:30:00'),
    ('events', 'org_event', 'paid o-1', timestamp '2026-03-01 14:30:01', timestamp '2026-03-01 14:30:01'),
    ('events', 'org_event', 'unread o-1', timestamp '2026-03-01 20:00:00', timestamp '2026-03-01 20:00:00'),
    ('events', 'visitor_event', 'paid an id', timestamp '2026-03-01 20:00:00', timestamp '2026-03-01 20:00:00'),
    ('orgs', 'org', 'o-2', null, null),
    ('changes', 'org', 'o-3', timestamp '2026-03-01 10:00:00', timestamp '2026-03-01 10:00:00'),
    ('int_production__users', 'user', 'u-1', null, null),
    ('int_as_of', 'as_of', 'as_of', timestamp '2026-03-05 00:00:00', timestamp '2026-03-05 00:00:00'),
    ('int_as_of', 'as_of', 'as_of', timestamp '2026-03-06 00:00:00', timestamp '2026-03-06 00:00:00')

),

attempts_before (entity_id, entered_at, matures_at) as (

    values
    ('o-4', timestamp '2026-03-04 23:00:00', timestamp '2026-03-05 00:00:00'),
    ('o-4', timestamp '2026-03-05 23:00:00', timestamp '2026-03-06 00:00:00'),
    ('o-5', timestamp '2026-03-05 23:00:01', timestamp '2026-03-06 00:00:01')

),

of_orgs as (

    {{ org_funnels.touched_stretches('org', 3600, ['paid', 'left'], 'unread_changes', 'attempts_before') }}

),

of_visitors as (

    {{ org_funnels.touched_stretches('visitor', 3600, none, 'unread_changes', '(select * from attempts_before where false)') }}

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

expected_rows (kind, touched_entity, from_at, to_at, until_at) as (

    values
    ('org', 'o-1', timestamp '2026-03-01 09:00:00', timestamp '2026-03-01 12:30:00', timestamp '2026-03-01 13:30:00'),
    ('org', 'o-1', timestamp '2026-03-01 13:30:01', timestamp '2026-03-01 14:30:01', timestamp '2026-03-01 15:30:01'),
    ('org', 'o-2', timestamp '0001-01-01 00:00:00', timestamp '9999-12-31 00:00:00', timestamp '9999-12-31 00:00:00'),
    ('org', 'o-3', timestamp '2026-03-01 09:00:00', timestamp '2026-03-01 10:00:00', timestamp '2026-03-01 11:00:00'),
    ('org', 'o-4', timestamp '2026-03-05 23:00:00', timestamp '2026-03-05 23:00:00', timestamp '2026-03-06 00:00:00'),
    ('visitor', 'an id', timestamp '2026-03-01 19:00:00', timestamp '2026-03-01 20:00:00', timestamp '2026-03-01 21:00:00'),
    ('visitor', 'user:u-1', timestamp '0001-01-01 00:00:00', timestamp '9999-12-31 00:00:00', timestamp '9999-12-31 00:00:00'),
    ('whole', 'o-2', timestamp '0001-01-01 00:00:00', timestamp '9999-12-31 00:00:00', timestamp '9999-12-31 00:00:00'),
    ('whole', 'o-3', timestamp '0001-01-01 00:00:00', timestamp '9999-12-31 00:00:00', timestamp '9999-12-31 00:00:00'),
    ('whole', 'o-4', timestamp '0001-01-01 00:00:00', timestamp '9999-12-31 00:00:00', timestamp '9999-12-31 00:00:00')

)

(
    select * from actual_rows
    except all
    select * from expected_rows
)
union all
(
    select * from expected_rows
    except all
    select * from actual_rows
)

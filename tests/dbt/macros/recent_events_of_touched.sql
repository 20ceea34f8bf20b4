-- An hour of events that may have changed, what was known before it, and which history has to
-- be read.
with

touched (touched_kind, touched_entity, from_at) as (

    values
    ('org', 'new', timestamp '2026-03-05 10:00:00'),
    ('org', 'used_later', timestamp '2026-03-05 10:00:00'),
    ('org', 'only_seen_later', timestamp '2026-03-05 10:00:00'),
    ('org', 'last_is_gone', timestamp '2026-03-05 10:00:00'),
    ('org', 'use_is_gone', timestamp '2026-03-05 10:00:00'),
    ('org', 'seen_is_gone', timestamp '2026-03-05 10:00:00')

),

known (
    entity, entity_id, last_seen_event_name, last_user_id, last_seen_at, last_used_at
) as (

    values
    (
        'org', 'used_later', 'a', 'u-1',
        timestamp '2026-03-05 09:00:00', timestamp '2026-03-05 09:00:00'
    ),
    (
        'org', 'only_seen_later', 'a', 'u-2',
        timestamp '2026-03-05 09:00:00', timestamp '2026-03-05 08:00:00'
    ),
    (
        'org', 'last_is_gone', 'a', 'u-3',
        timestamp '2026-03-05 10:00:00', timestamp '2026-03-05 10:00:00'
    ),
    (
        'org', 'use_is_gone', 'a', 'u-4',
        timestamp '2026-03-05 10:30:00', timestamp '2026-03-05 10:00:00'
    ),
    (
        'org', 'seen_is_gone', 'a', 'u-5',
        timestamp '2026-03-05 10:30:00', timestamp '2026-03-05 09:00:00'
    ),
    (
        'org', 'untouched', 'a', 'u-6',
        timestamp '2026-03-05 10:00:00', timestamp '2026-03-05 10:00:00'
    ),
    ('user', 'new', 'a', 'u-7', timestamp '2026-03-05 09:00:00', timestamp '2026-03-05 09:00:00')

),

events (entity, entity_id, event_id, event_name, user_id, occurred_at) as (

    values
    ('org', 'new', 'e-1', 'b', 'u-9', timestamp '2026-03-05 10:00:00'),
    ('org', 'used_later', 'e-2', 'b', 'u-9', timestamp '2026-03-05 11:00:00'),
    ('org', 'used_later', 'e-3', 'a', 'u-1', timestamp '2026-03-05 09:00:00'),
    ('org', 'only_seen_later', 'e-4', 'b', null, timestamp '2026-03-05 11:00:00'),
    ('org', 'last_is_gone', 'e-5', 'c', 'u-8', timestamp '2026-03-01 00:00:00'),
    ('org', 'use_is_gone', 'e-6', 'a', null, timestamp '2026-03-05 10:30:00'),
    ('org', 'use_is_gone', 'e-7', 'c', 'u-8', timestamp '2026-03-02 00:00:00'),
    ('org', 'seen_is_gone', 'e-8', 'c', null, timestamp '2026-03-05 09:30:00'),
    ('org', 'untouched', 'e-9', 'a', 'u-6', timestamp '2026-03-05 10:00:00'),
    ('user', 'new', 'e-1', 'b', 'u-9', timestamp '2026-03-05 10:00:00')

),

recent as (

    {{ org_funnels.recent_events_of_touched('events', 'known') }}

),

lost as (

    {{ org_funnels.lost_last_events('known', 'recent') }}

),

wanted as (

    {{ org_funnels.last_events_of_touched('events', 'recent', 'lost') }}

),

actual_rows as (

    select
        entity_id,
        event_id,
        event_name,
        user_id,
        occurred_at

    from wanted

),

expected_rows (entity_id, event_id, event_name, user_id, occurred_at) as (

    values
    ('new', 'e-1', 'b', 'u-9', timestamp '2026-03-05 10:00:00'),
    ('used_later', 'e-2', 'b', 'u-9', timestamp '2026-03-05 11:00:00'),
    ('used_later', '', 'a', 'u-1', timestamp '2026-03-05 09:00:00'),
    ('only_seen_later', 'e-4', 'b', null, timestamp '2026-03-05 11:00:00'),
    ('only_seen_later', '', 'a', null, timestamp '2026-03-05 09:00:00'),
    ('only_seen_later', '', null, 'u-2', timestamp '2026-03-05 08:00:00'),
    ('last_is_gone', 'e-5', 'c', 'u-8', timestamp '2026-03-01 00:00:00'),
    ('use_is_gone', 'e-6', 'a', null, timestamp '2026-03-05 10:30:00'),
    ('use_is_gone', 'e-7', 'c', 'u-8', timestamp '2026-03-02 00:00:00'),
    -- what is left after the one that is gone is not among what was known
    ('seen_is_gone', '', null, 'u-5', timestamp '2026-03-05 09:00:00'),
    ('seen_is_gone', 'e-8', 'c', null, timestamp '2026-03-05 09:30:00')

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

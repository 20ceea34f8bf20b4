-- The streams of the table in macros/funnels/funnel_attempts.sql, one entity each, and an entity
-- without a first step.
with

events (entity_id, event_id, step_name, occurred_at) as (

    values
    ('in order', 'e-01', 'A', timestamp '2026-03-01 00:00:00'),
    ('in order', 'e-02', 'B', timestamp '2026-03-01 00:30:00'),
    ('in order', 'e-03', 'C', timestamp '2026-03-01 00:50:00'),
    ('C before B', 'e-04', 'A', timestamp '2026-03-01 00:00:00'),
    ('C before B', 'e-05', 'C', timestamp '2026-03-01 00:30:00'),
    ('C before B', 'e-06', 'B', timestamp '2026-03-01 00:50:00'),
    ('B before A', 'e-07', 'B', timestamp '2026-03-01 00:00:00'),
    ('B before A', 'e-08', 'A', timestamp '2026-03-01 00:30:00'),
    ('the window''s end', 'e-09', 'A', timestamp '2026-03-01 00:00:00'),
    ('the window''s end', 'e-10', 'B', timestamp '2026-03-01 01:00:00'),
    ('after the window', 'e-11', 'A', timestamp '2026-03-01 00:00:00'),
    ('after the window', 'e-12', 'B', timestamp '2026-03-01 01:00:00.000001'),
    ('two attempts', 'e-13', 'A', timestamp '2026-03-01 00:00:00'),
    ('two attempts', 'e-14', 'A', timestamp '2026-03-01 00:30:00'),
    ('two attempts', 'e-15', 'B', timestamp '2026-03-01 01:10:00'),
    ('simultaneous', 'e-17', 'A', timestamp '2026-03-01 00:00:00'),
    ('simultaneous', 'e-16', 'B', timestamp '2026-03-01 00:00:00'),
    ('no first step', 'e-18', 'B', timestamp '2026-03-01 00:00:00'),
    ('two of one step', 'e-19', 'A', timestamp '2026-03-01 00:00:00'),
    ('two of one step', 'e-21', 'B', timestamp '2026-03-01 00:10:00'),
    ('two of one step', 'e-20', 'B', timestamp '2026-03-01 00:10:00'),
    ('C after the window', 'e-23', 'A', timestamp '2026-03-01 00:00:00'),
    ('C after the window', 'e-24', 'B', timestamp '2026-03-01 00:40:00'),
    ('C after the window', 'e-25', 'C', timestamp '2026-03-01 01:20:00'),
    ('no time', 'e-26', 'A', null),
    (null, 'e-22', 'A', timestamp '2026-03-01 00:00:00'),
    ('one of them nobody''s', 'e-28', 'A', timestamp '2026-03-01 00:00:00'),
    ('one of them nobody''s', 'e-27', 'B', timestamp '2026-03-01 00:10:00'),
    ('one of them nobody''s', 'e-26', 'B', timestamp '2026-03-01 00:10:00')

),

funnel_events as (

    select
        *,
        -- of two at one time the smaller event counts, with whoever did that one: here a user whose
        -- name is not the smaller, and there nobody
        case event_id when 'e-20' then 'zoe' when 'e-26' then null else 'by ' || event_id end
            as user_id

    from events

),

attempts as (

    {{ org_funnels.funnel_attempts(
        events='funnel_events',
        steps=[
            {'name': 'a', 'overlap': 'a', 'predicate': "step_name = 'A'"},
            {'name': 'b', 'overlap': 'b', 'predicate': "step_name = 'B'"},
            {'name': 'c', 'overlap': 'c', 'predicate': "step_name = 'C'"},
        ],
        window='1 hour',
        user_id='user_id',
    ) }}

),

actual_rows as (

    select
        entity_id,
        step_1_event_id,
        steps_reached,
        step_2_event_id,
        step_2_user_id,
        step_3_event_id,
        step_2_at

    from attempts

),

expected_rows (
    entity_id,
    step_1_event_id,
    steps_reached,
    step_2_event_id,
    step_2_user_id,
    step_3_event_id,
    step_2_at
) as (

    values
    ('in order', 'e-01', 3, 'e-02', 'by e-02', 'e-03', timestamp '2026-03-01 00:30:00'),
    ('C before B', 'e-04', 2, 'e-06', 'by e-06', null, timestamp '2026-03-01 00:50:00'),
    ('B before A', 'e-08', 1, null, null, null, null),
    ('the window''s end', 'e-09', 2, 'e-10', 'by e-10', null, timestamp '2026-03-01 01:00:00'),
    ('after the window', 'e-11', 1, null, null, null, null),
    ('two attempts', 'e-13', 1, null, null, null, null),
    ('two attempts', 'e-14', 2, 'e-15', 'by e-15', null, timestamp '2026-03-01 01:10:00'),
    ('simultaneous', 'e-17', 2, 'e-16', 'by e-16', null, timestamp '2026-03-01 00:00:00'),
    ('two of one step', 'e-19', 2, 'e-20', 'zoe', null, timestamp '2026-03-01 00:10:00'),
    ('one of them nobody''s', 'e-28', 2, 'e-26', null, null, timestamp '2026-03-01 00:10:00'),
    ('C after the window', 'e-23', 2, 'e-24', 'by e-24', null, timestamp '2026-03-01 00:40:00')

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

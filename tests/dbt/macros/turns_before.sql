-- Of each entity that is touched, the last that was counted before the time from which it is.
with

known (funnel, entity_id, attempt_id, sequence_number, entered_at, ended_at) as (

    values
    ('f', 'o-1', 'first', 1, timestamp '2026-03-01 00:00:00', timestamp '2026-03-01 01:00:00'),
    ('f', 'o-1', 'second', 2, timestamp '2026-03-02 00:00:00', timestamp '2026-03-02 01:00:00'),
    -- it is put in turn again itself
    ('f', 'o-1', 'third', 3, timestamp '2026-03-03 00:00:00', timestamp '2026-03-03 01:00:00'),
    -- nothing before it
    ('f', 'o-2', 'only', 1, timestamp '2026-03-05 00:00:00', timestamp '2026-03-05 01:00:00'),
    -- another funnel's, and another's of the same name
    ('g', 'o-1', 'never_ends', 1, timestamp '2026-03-01 00:00:00', null),
    ('f', 'o-9', 'untouched', 1, timestamp '2026-03-01 00:00:00', timestamp '2026-03-01 01:00:00')

),

touched (touched_funnel, touched_entity, from_at) as (

    values
    ('f', 'o-1', timestamp '2026-03-03 00:00:00'),
    ('f', 'o-2', timestamp '2026-03-05 00:00:00'),
    ('f', 'o-3', timestamp '2026-03-05 00:00:00'),
    ('g', 'o-1', timestamp '2026-03-05 00:00:00')

),

actual_rows as (

    {{ org_funnels.turns_before('known') }}

),

expected_rows (funnel, entity_id, attempt_id, sequence_number, began_at, ended_at) as (

    values
    ('f', 'o-1', 'second', 2, timestamp '2026-03-02 00:00:00', timestamp '2026-03-02 01:00:00'),
    ('g', 'o-1', 'never_ends', 1, timestamp '2026-03-01 00:00:00', null)

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

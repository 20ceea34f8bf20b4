-- The rows of the table in macros/engine/taken_in_turn.sql, and a chain of seven by a second key.
with

intervals (who, what, began_at, ended_at, name) as (

    values
    ('a', 'x', timestamp '2026-03-01 00:00:00', timestamp '2026-03-01 00:20:00', 'a-0'),
    ('a', 'x', timestamp '2026-03-01 00:10:00', timestamp '2026-03-01 00:15:00', 'a-1'),
    ('a', 'x', timestamp '2026-03-01 00:20:00', timestamp '2026-03-01 00:30:00', 'a-2'),
    ('a', 'x', timestamp '2026-03-01 00:25:00', null, 'a-3'),
    ('a', 'x', timestamp '2026-03-01 00:40:00', timestamp '2026-03-01 00:50:00', 'a-4'),
    -- each ends when it begins, and the second is given last
    ('a', 'y', timestamp '2026-03-01 00:00:01', timestamp '2026-03-01 00:00:01', 'y-1'),
    ('a', 'y', timestamp '2026-03-01 00:00:03', timestamp '2026-03-01 00:00:03', 'y-3'),
    ('a', 'y', timestamp '2026-03-01 00:00:04', timestamp '2026-03-01 00:00:04', 'y-4'),
    ('a', 'y', timestamp '2026-03-01 00:00:05', timestamp '2026-03-01 00:00:05', 'y-5'),
    ('a', 'y', timestamp '2026-03-01 00:00:06', timestamp '2026-03-01 00:00:06', 'y-6'),
    ('a', 'y', timestamp '2026-03-01 00:00:07', timestamp '2026-03-01 00:00:07', 'y-7'),
    ('a', 'y', timestamp '2026-03-01 00:00:02', timestamp '2026-03-01 00:00:02', 'y-2'),
    ('b', 'x', timestamp '2026-03-01 00:10:00', timestamp '2026-03-01 00:15:00', 'b-0')

),

taken as (

    {{ org_funnels.taken_in_turn('intervals', ['who', 'what'], ['name']) }}

),

actual_rows as (

    select
        who,
        what,
        began_at,
        ended_at,
        name,
        turn_number

    from taken

),

expected_rows (who, what, began_at, ended_at, name, turn_number) as (

    values
    ('a', 'x', timestamp '2026-03-01 00:00:00', timestamp '2026-03-01 00:20:00', 'a-0', 1),
    ('a', 'x', timestamp '2026-03-01 00:25:00', null, 'a-3', 2),
    ('a', 'y', timestamp '2026-03-01 00:00:01', timestamp '2026-03-01 00:00:01', 'y-1', 1),
    ('a', 'y', timestamp '2026-03-01 00:00:02', timestamp '2026-03-01 00:00:02', 'y-2', 2),
    ('a', 'y', timestamp '2026-03-01 00:00:03', timestamp '2026-03-01 00:00:03', 'y-3', 3),
    ('a', 'y', timestamp '2026-03-01 00:00:04', timestamp '2026-03-01 00:00:04', 'y-4', 4),
    ('a', 'y', timestamp '2026-03-01 00:00:05', timestamp '2026-03-01 00:00:05', 'y-5', 5),
    ('a', 'y', timestamp '2026-03-01 00:00:06', timestamp '2026-03-01 00:00:06', 'y-6', 6),
    ('a', 'y', timestamp '2026-03-01 00:00:07', timestamp '2026-03-01 00:00:07', 'y-7', 7),
    ('b', 'x', timestamp '2026-03-01 00:10:00', timestamp '2026-03-01 00:15:00', 'b-0', 1)

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

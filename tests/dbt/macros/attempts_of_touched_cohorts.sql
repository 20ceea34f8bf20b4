-- Those since the earliest touched time, and before it those that speak, or all where that is open.
with

touched (touched_funnel, touched_entity, touched_period, from_at, is_whole) as (

    values
    ('f', 'o-1', 'all', timestamp '2026-03-05 00:00:00', false),
    ('f', 'o-1', 'month', timestamp '2026-02-28 00:00:00', false),
    ('f', 'o-2', 'all', timestamp '2026-03-05 00:00:00', true)

),

attempts (funnel, entity_id, attempt_id, entered_at) as (

    values
    ('f', 'o-1', 'recent', timestamp '2026-02-28 00:00:00'),
    ('f', 'o-1', 'best', timestamp '2026-02-27 23:59:59'),
    ('f', 'o-1', 'mature', timestamp '2026-01-02 00:00:00'),
    ('f', 'o-1', 'of_its_month', timestamp '2026-01-03 00:00:00'),
    ('f', 'o-1', 'no_more', timestamp '2026-01-04 00:00:00'),
    ('f', 'o-2', 'early', timestamp '2026-01-01 00:00:00'),
    ('f', 'o-2', 'late', timestamp '2026-03-05 00:00:00'),
    ('f', 'o-3', 'untouched', timestamp '2026-03-05 00:00:00'),
    ('g', 'o-1', 'of_another_funnel', timestamp '2026-03-05 00:00:00'),
    ('g', 'o-1', 'best', timestamp '2026-02-27 00:00:00')

),

known (funnel, entity_id, cohort_period, attempt_id, entered_at, is_best, is_mature_best) as (

    values
    ('f', 'o-1', 'all', 'best', timestamp '2026-02-27 23:59:59', true, false),
    ('f', 'o-1', 'all', 'mature', timestamp '2026-01-02 00:00:00', false, true),
    ('f', 'o-1', 'all', 'of_its_month', timestamp '2026-01-03 00:00:00', false, false),
    ('f', 'o-1', 'month', 'of_its_month', timestamp '2026-01-03 00:00:00', true, true),
    ('f', 'o-1', 'all', 'recent', timestamp '2026-02-28 00:00:00', false, true),
    ('f', 'o-2', 'all', 'early', timestamp '2026-01-01 00:00:00', true, true),
    ('f', 'o-3', 'all', 'untouched', timestamp '2026-01-01 00:00:00', true, true)

),

actual_rows as (

    {{ org_funnels.attempts_of_touched_cohorts('attempts', 'known') }}

),

expected_rows (funnel, entity_id, attempt_id, entered_at) as (

    values
    ('f', 'o-1', 'recent', timestamp '2026-02-28 00:00:00'),
    ('f', 'o-1', 'best', timestamp '2026-02-27 23:59:59'),
    ('f', 'o-1', 'mature', timestamp '2026-01-02 00:00:00'),
    ('f', 'o-2', 'early', timestamp '2026-01-01 00:00:00'),
    ('f', 'o-2', 'late', timestamp '2026-03-05 00:00:00')

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

-- Since when a period's attempts are weighed again, and of whom all are.
with

changed_cohorts (touched_funnel, touched_entity, touched_period, touched_start) as (

    values
    ('f', 'o-1', 'month', cast('2026-03-01' as date)),
    ('f', 'o-1', 'all', cast('0001-01-01' as date)),
    ('f', 'loses', 'all', cast('0001-01-01' as date)),
    ('f', 'loses_mature', 'all', cast('0001-01-01' as date)),
    ('f', 'new', 'all', cast('0001-01-01' as date)),
    ('drops', 'o-1', 'day', cast('2026-03-05' as date)),
    ('drops', 'o-1', 'all', cast('0001-01-01' as date))

),

changed_attempts (touched_funnel, touched_entity, from_at, to_at) as (

    values
    ('f', 'o-1', timestamp '2026-03-04 10:00:00', timestamp '2026-03-05 11:00:00'),
    ('f', 'loses', timestamp '2026-03-05 10:00:00', timestamp '2026-03-05 10:00:00'),
    ('f', 'loses_mature', timestamp '2026-03-05 10:00:00', timestamp '2026-03-05 10:00:00'),
    ('f', 'new', timestamp '2026-03-05 10:00:00', timestamp '2026-03-05 10:00:00'),
    ('drops', 'o-1', timestamp '2026-03-05 10:00:00', timestamp '2026-03-05 10:00:00')

),

funnels (funnel, on_exclusion) as (

    values
    ('f', 'end_attempt'),
    ('drops', 'drop_entity')

),

known (funnel, entity_id, cohort_period, entered_at, is_best, is_mature_best) as (

    values
    -- just before and just after what changed, and of its month only
    ('f', 'o-1', 'all', timestamp '2026-03-04 09:59:59', true, false),
    ('f', 'o-1', 'all', timestamp '2026-03-05 11:00:01', false, true),
    ('f', 'o-1', 'month', timestamp '2026-03-05 10:00:00', true, true),
    ('f', 'o-1', 'all', timestamp '2026-03-05 10:00:00', false, false),
    ('f', 'loses', 'all', timestamp '2026-03-05 10:00:00', true, false),
    ('f', 'loses_mature', 'all', timestamp '2026-03-05 10:00:00', false, true),
    ('drops', 'o-1', 'all', timestamp '2026-01-01 00:00:00', true, true)

),

actual_rows as (

    {{ org_funnels.touched_cohorts('changed_cohorts', 'changed_attempts', 'funnels', 'known') }}

),

expected_rows (
    touched_funnel, touched_entity, touched_period, touched_start, from_at, is_whole
) as (

    values
    ('f', 'o-1', 'month', cast('2026-03-01' as date), timestamp '2026-02-28 00:00:00', false),
    ('f', 'o-1', 'all', cast('0001-01-01' as date), timestamp '2026-03-04 10:00:00', false),
    ('f', 'loses', 'all', cast('0001-01-01' as date), timestamp '2026-03-05 10:00:00', true),
    ('f', 'loses_mature', 'all', cast('0001-01-01' as date), timestamp '2026-03-05 10:00:00', true),
    ('f', 'new', 'all', cast('0001-01-01' as date), timestamp '2026-03-05 10:00:00', false),
    ('drops', 'o-1', 'day', cast('2026-03-05' as date), timestamp '2026-03-04 00:00:00', false),
    ('drops', 'o-1', 'all', cast('0001-01-01' as date), timestamp '2026-03-05 10:00:00', true)

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

-- A row per step that an attempt reached, and none for one that it did not. Of an unordered funnel
-- each says which of the steps it is.
with

attempts (
    entity_id,
    entered_at,
    steps_reached,
    step_1_at,
    step_1_event_id,
    step_1_user_id,
    step_1_number,
    step_2_at,
    step_2_event_id,
    step_2_user_id,
    step_2_number
) as (

    values
    (
        'o-1', timestamp '2026-03-01 00:00:00', 2,
        timestamp '2026-03-01 00:00:00', 'e-1', 'u-1', 2,
        timestamp '2026-03-02 00:00:00', 'e-2', 'u-2', 1
    ),
    (
        'o-2', timestamp '2026-03-03 00:00:00', 1,
        timestamp '2026-03-03 00:00:00', 'e-3', null, 2,
        null, null, null, null
    )

),

actual_rows as (

    {{ org_funnels.union_funnel_steps([
        {'funnel': 'f', 'relation': 'attempts', 'step_count': 2},
        {'funnel': 'any order', 'relation': 'attempts', 'step_count': 2, 'order': 'unordered'},
    ]) }}

),

expected_rows (
    funnel,
    entity_id,
    attempt_id,
    entered_at,
    steps_reached,
    step_number,
    declared_number,
    reached_at,
    event_id,
    user_id
) as (

    values
    (
        'f', 'o-1', 'e-1', timestamp '2026-03-01 00:00:00', 2,
        1, 1, timestamp '2026-03-01 00:00:00', 'e-1', 'u-1'
    ),
    (
        'f', 'o-1', 'e-1', timestamp '2026-03-01 00:00:00', 2,
        2, 2, timestamp '2026-03-02 00:00:00', 'e-2', 'u-2'
    ),
    (
        'f', 'o-2', 'e-3', timestamp '2026-03-03 00:00:00', 1,
        1, 1, timestamp '2026-03-03 00:00:00', 'e-3', null
    ),
    (
        'any order', 'o-1', 'e-1', timestamp '2026-03-01 00:00:00', 2,
        1, 2, timestamp '2026-03-01 00:00:00', 'e-1', 'u-1'
    ),
    (
        'any order', 'o-1', 'e-1', timestamp '2026-03-01 00:00:00', 2,
        2, 1, timestamp '2026-03-02 00:00:00', 'e-2', 'u-2'
    ),
    (
        'any order', 'o-2', 'e-3', timestamp '2026-03-03 00:00:00', 1,
        1, 2, timestamp '2026-03-03 00:00:00', 'e-3', null
    )

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

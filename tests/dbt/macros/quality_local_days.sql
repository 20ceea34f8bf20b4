-- The rows of the tables in macros/quality/local_date.sql and local_midnight.sql, one by one.
with

dates (occurred_at, timezone, expected) as (

    values
    (timestamp '2026-03-08 04:59:59', 'America/New_York', date '2026-03-07'),
    (timestamp '2026-03-08 05:00:00', 'America/New_York', date '2026-03-08'),
    (timestamp '2026-03-09 03:59:59', 'America/New_York', date '2026-03-08'),
    (timestamp '2026-03-08 18:30:00', 'Asia/Kolkata', date '2026-03-09'),
    (timestamp '2026-03-08 23:59:59', 'UTC', date '2026-03-08'),
    (null, 'UTC', null)

),

midnights (local_day, timezone, day_start, day_end) as (

    values
    (
        date '2026-03-08', 'America/New_York',
        timestamp '2026-03-08 05:00:00', timestamp '2026-03-09 04:00:00'
    ),
    (
        date '2026-11-01', 'America/New_York',
        timestamp '2026-11-01 04:00:00', timestamp '2026-11-02 05:00:00'
    ),
    (
        date '2018-11-04', 'America/Sao_Paulo',
        timestamp '2018-11-04 03:00:00', timestamp '2018-11-05 02:00:00'
    ),
    (
        date '2024-11-03', 'America/Havana',
        timestamp '2024-11-03 04:00:00', timestamp '2024-11-04 05:00:00'
    ),
    (date '2026-03-08', 'UTC', timestamp '2026-03-08 00:00:00', timestamp '2026-03-09 00:00:00'),
    (null, 'UTC', null, null)

),

wrong as (

    select
        'local_date' as macro,
        timezone

    from dates

    where {{ org_funnels.local_date('occurred_at', 'timezone') }} is distinct from expected

    union all

    select
        'local_midnight' as macro,
        timezone

    from midnights

    where
        {{ org_funnels.local_midnight('local_day', 'timezone') }} is distinct from day_start
        or {{ org_funnels.local_midnight('local_day', 'timezone', 1) }} is distinct from day_end

)

select * from wrong

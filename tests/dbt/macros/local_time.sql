-- The clock on the wall, on both sides of a change to summer time.
with

cases (at_utc, timezone, expected) as (

    values
    (timestamp '2026-03-29 00:59:59', 'Europe/Berlin', timestamp '2026-03-29 01:59:59'),
    (timestamp '2026-03-29 01:00:00', 'Europe/Berlin', timestamp '2026-03-29 03:00:00'),
    (timestamp '2026-03-01 02:00:00', 'America/Los_Angeles', timestamp '2026-02-28 18:00:00'),
    (timestamp '2026-03-01 02:00:00', 'UTC', timestamp '2026-03-01 02:00:00')

),

answered as (

    select
        *,
        {{ org_funnels.local_time('at_utc', 'timezone') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

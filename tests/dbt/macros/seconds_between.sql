-- The rows of the table in macros/engine/seconds_between.sql, one by one.
with

cases (started_at, ended_at, expected) as (

    values
    (timestamp '2026-03-01 09:00:00', timestamp '2026-03-01 09:00:01.5', 1.5),
    (timestamp '2026-03-01 09:00:00', timestamp '2026-03-01 09:00:00.000001', 0.000001),
    (timestamp '2026-01-01 00:00:00', timestamp '2027-01-01 00:00:00', 31536000),
    (timestamp '2026-03-01 09:00:01', timestamp '2026-03-01 09:00:00', -1),
    (timestamp '2026-03-01 09:00:00', null, null)

),

answered as (

    select
        *,
        {{ org_funnels.seconds_between('started_at', 'ended_at') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

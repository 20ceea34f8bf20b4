-- The rows of the table in macros/quality/chernoff_bound.sql, one by one.
with

cases (missing, trials, rate, expected) as (

    values
    (0, 100, cast(0.97 as numeric(18, 6)), cast(1 as numeric(18, 6))),
    (3, 100, cast(0.97 as numeric(18, 6)), cast(1 as numeric(18, 6))),
    (4, 100, cast(0.97 as numeric(18, 6)), cast(0.855645 as numeric(18, 6))),
    (15, 100, cast(0.97 as numeric(18, 6)), cast(0.000003 as numeric(18, 6))),
    (15, 100, cast(0.95 as numeric(18, 6)), cast(0.000890 as numeric(18, 6))),
    (3, 3, cast(0.95 as numeric(18, 6)), cast(0.000125 as numeric(18, 6))),
    (0, 0, cast(0.95 as numeric(18, 6)), cast(1 as numeric(18, 6))),
    (5, 5, cast(1 as numeric(18, 6)), cast(0 as numeric(18, 6))),
    (5000, 5000, cast(0.95 as numeric(18, 6)), cast(0.000001 as numeric(18, 6))),
    (null, 100, cast(0.97 as numeric(18, 6)), null)

),

answered as (

    select
        *,
        {{ org_funnels.chernoff_bound('missing', 'trials', 'rate') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

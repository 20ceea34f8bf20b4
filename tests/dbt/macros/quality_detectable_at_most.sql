-- The rows of the table in macros/quality/detectable_at_most.sql, one by one.
with

cases (trials, rate, alpha, expected) as (

    values
    (100, cast(0.95 as numeric(18, 6)), cast(0.001 as numeric(18, 6)), 25),
    (3, cast(0.95 as numeric(18, 6)), cast(0.001 as numeric(18, 6)), 17),
    (100, cast(1 as numeric(18, 6)), cast(0.001 as numeric(18, 6)), 16)

),

answered as (

    select
        *,
        {{ org_funnels.detectable_at_most('trials', 'rate', 'alpha') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

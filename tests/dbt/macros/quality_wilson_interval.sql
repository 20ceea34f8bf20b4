-- The rows of the tables in macros/quality/wilson_low.sql and wilson_high.sql, one by one.
with

cases (successes, trials, expected_low, expected_high) as (

    values
    (85, 100, cast(0.767164 as numeric(18, 6)), cast(0.906940 as numeric(18, 6))),
    (100, 100, cast(0.963007 as numeric(18, 6)), cast(1 as numeric(18, 6))),
    (0, 100, cast(0 as numeric(18, 6)), cast(0.036993 as numeric(18, 6))),
    (2779, 3315, cast(0.825387 as numeric(18, 6)), cast(0.850451 as numeric(18, 6))),
    (0, 0, null, null)

),

answered as (

    select
        *,
        {{ org_funnels.wilson_low('successes', 'trials') }} as actual_low,
        {{ org_funnels.wilson_high('successes', 'trials') }} as actual_high

    from cases

)

select * from answered
where
    actual_low is distinct from expected_low
    or actual_high is distinct from expected_high

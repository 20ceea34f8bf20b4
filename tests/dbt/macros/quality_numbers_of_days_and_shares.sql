-- The rows of the tables in macros/quality/share_of.sql, day_number.sql and days_later.sql.
with

share_cases (part, whole, expected) as (

    values
    (2, 3, 0.666666),
    (1, 128, 0.007812),
    (3, 3, 1.000000),
    (0, 3, 0.000000),
    (1, 0, cast(null as numeric(18, 6)))

),

number_cases (one_date, expected) as (

    values
    (date '2000-01-03', 0),
    (date '2000-01-10', 7),
    (cast(null as date), cast(null as integer))

),

later_cases (one_date, days, expected) as (

    values
    (date '2026-02-28', 1, date '2026-03-01'),
    (date '2026-03-01', -1, date '2026-02-28'),
    (cast(null as date), 1, cast(null as date))

),

wrong as (

    select 'share_of' as macro
    from share_cases
    where {{ org_funnels.share_of('part', 'whole') }} is distinct from expected

    union all

    select 'day_number' as macro
    from number_cases
    where
        {{ org_funnels.day_number('one_date') }}
        is distinct from expected

    union all

    select 'days_later' as macro
    from later_cases
    where {{ org_funnels.days_later('one_date', 'days') }} is distinct from expected

)

select * from wrong

-- The rows of the table in macros/engine/text_of.sql, one by one.
with

answered as (

    select
        '1042' as expected,
        {{ org_funnels.text_of('cast(1042.0 as double precision)', 'float') }} as actual

    union all

    select
        '12.5' as expected,
        {{ org_funnels.text_of('cast(12.50 as numeric(12, 2))', 'decimal') }} as actual

    union all

    select
        'true' as expected,
        {{ org_funnels.text_of('true', 'boolean') }} as actual

    union all

    select
        '2026-03-01T07:00:00.000000Z' as expected,
        {{ org_funnels.text_of(
            "cast('2026-03-01 09:00:00+02' as timestamp with time zone)", 'timestamptz'
        ) }} as actual

    union all

    select
        '2026-03-01T09:00:00.500000Z' as expected,
        {{ org_funnels.text_of(
            "cast('2026-03-01 09:00:00.5' as timestamp)", 'timestamp'
        ) }} as actual

    union all

    select
        '2026-03-01T00:00:00.000000Z' as expected,
        {{ org_funnels.text_of("cast('2026-03-01' as date)", 'date') }} as actual

    union all

    select
        null as expected,
        {{ org_funnels.text_of("cast('infinity' as timestamp)", 'timestamp') }} as actual

    union all

    select
        null as expected,
        {{ org_funnels.text_of(
            "cast('-infinity' as timestamp with time zone)", 'timestamptz'
        ) }} as actual

    union all

    select
        ' a ' as expected,
        {{ org_funnels.text_of("' a '", 'text') }} as actual

    union all

    select
        null as expected,
        {{ org_funnels.text_of('cast(null as double precision)', 'float') }} as actual

)

select * from answered
where actual is distinct from expected

-- The rows of the table in macros/engine/number_text.sql, one by one, for floats and for decimals.
with

floats (number, expected) as (

    values
    (cast(1042.0 as double precision), '1042'),
    (cast(12.50 as double precision), '12.5'),
    (cast(-0.25 as double precision), '-0.25'),
    (cast(0 as double precision), '0'),
    (cast(0.00001 as double precision), '1e-05'),
    (cast(1e20 as double precision), '1e20'),
    (cast(1e15 as double precision), '1000000000000000'),
    (cast(1234567890123456 as double precision), '1234567890123456'),
    (cast(-9007199254740992 as double precision), '-9007199254740992'),
    (cast('NaN' as double precision), 'nan'),
    (cast('-Infinity' as double precision), '-inf'),
    (null, null)

),

decimals (number, expected) as (

    values
    (cast(1042.00 as numeric(12, 2)), '1042'),
    (cast(12.50 as numeric(12, 2)), '12.5'),
    (cast(0.05 as numeric(12, 2)), '0.05'),
    (cast(100.10 as numeric(12, 2)), '100.1')

),

answered as (

    select
        expected,
        {{ org_funnels.number_text('number') }} as actual

    from floats

    union all

    select
        expected,
        {{ org_funnels.number_text('number') }} as actual

    from decimals

)

-- distinct from, not <>: a null answer is a wrong answer
select * from answered
where actual is distinct from expected

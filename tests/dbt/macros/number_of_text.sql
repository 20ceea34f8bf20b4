-- The rows of the table in macros/engine/number_of_text.sql, one by one.
with

cases (stated, expected) as (

    values
    ('12.50', cast(12.5 as numeric(28, 9))),
    (' -3 ', cast(-3 as numeric(28, 9))),
    ('+7', cast(7 as numeric(28, 9))),
    ('1e-05', cast(0.00001 as numeric(28, 9))),
    ('2.5E3', cast(2500 as numeric(28, 9))),
    ('0.0000000005', cast(0.000000001 as numeric(28, 9))),
    ('999999999999999999', cast(999999999999999999 as numeric(28, 9))),
    ('1e+17', cast(100000000000000000 as numeric(28, 9))),
    ('9999999999999999999', null),
    ('9999999999999999999999', null),
    ('1e19', null),
    ('1e40', null),
    ('1e+40', null),
    ('12e5', null),
    ('ten', null),
    ('1,000', null),
    ('nan', null),
    ('inf', null),
    ('', null),
    (null, null)

),

answered as (

    select
        stated,
        expected,
        {{ org_funnels.number_of_text('stated') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

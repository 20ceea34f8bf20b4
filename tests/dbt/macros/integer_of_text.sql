-- The rows of the table in macros/engine/integer_of_text.sql, one by one.
with

cases (stated, expected) as (

    values
    ('12', cast(12 as bigint)),
    ('12.0', cast(12 as bigint)),
    (' -5 ', cast(-5 as bigint)),
    ('+7', cast(7 as bigint)),
    ('999999999999999999', cast(999999999999999999 as bigint)),
    ('12.5', null),
    ('ten', null),
    ('9999999999999999999', null),
    ('99999999999999999999', null),
    ('', null),
    (null, null)

),

answered as (

    select
        stated,
        expected,
        {{ org_funnels.integer_of_text('stated') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

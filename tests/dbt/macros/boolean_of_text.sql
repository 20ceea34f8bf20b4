-- The rows of the table in macros/engine/boolean_of_text.sql, one by one.
with

cases (stated, expected) as (

    values
    ('true', true),
    ('T', true),
    (' yes ', true),
    ('y', true),
    ('1', true),
    ('false', false),
    ('F', false),
    (' no ', false),
    ('n', false),
    ('0', false),
    ('maybe', null),
    ('', null),
    (null, null)

),

answered as (

    select
        stated,
        expected,
        {{ org_funnels.boolean_of_text('stated') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

-- The rows of the table in macros/staging/id_of_text.sql, one by one.
with

cases (stated, expected) as (

    values
    (' u-1 ', 'u-1'),
    ('', null),
    ('   ', null),
    ('null', null),
    ('NULL', null),
    ('undefined', null),
    ('None', null),
    ('NONE', null),
    ('none of us', 'none of us'),
    ('u', 'u'),
    ('nullnullnull', 'nullnullnull'),
    ('undefined ', null),
    (chr(160) || 'Undefined', null),
    ('a long id ', 'a long id'),
    (chr(9) || 'a long id', 'a long id'),
    ('a longer' || chr(10) || 'id', 'a longer' || chr(10) || 'id'),
    ('a longer id' || chr(233), 'a longer id' || chr(233)),
    (null, null)

),

answered as (

    select
        stated,
        expected,
        {{ org_funnels.id_of_text('stated') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

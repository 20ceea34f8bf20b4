-- The rows of the table in macros/engine/trimmed.sql, one by one.
with

cases (written, expected) as (

    values
    (' a b ', 'a b'),
    (chr(9) || 'a' || chr(13) || chr(10), 'a'),
    (chr(160) || 'a' || chr(8195), 'a'),
    (chr(65279) || 'a', 'a'),
    ('   ', ''),
    ('', ''),
    ('a', 'a'),
    ('!~', '!~'),
    (chr(127) || 'a' || chr(127), chr(127) || 'a' || chr(127)),
    ('a' || chr(160), 'a'),
    ('a' || chr(11), 'a'),
    (chr(233) || ' ', chr(233)),
    (' ' || chr(233), chr(233)),
    (null, null)

),

answered as (

    select
        written,
        expected,
        {{ org_funnels.trimmed('written') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

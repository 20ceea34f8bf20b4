-- Keys are sorted by their bytes, values are text and escaped, nulls are left out.
with

cases (a, b, expected) as (

    values
    ('1', 'two', '{"B":"two","a":"1"}'),
    (null, 'two', '{"B":"two"}'),
    (null, null, '{}'),
    ('say "hi" \ / é', null, '{"a":"say \"hi\" \\ / é"}'),
    ('', null, '{"a":""}'),
    (
        'x' || chr(27) || '[31m \u001B' || chr(11) || chr(1),
        null,
        '{"a":"x\u001b[31m \\u001B\u000b\u0001"}'
    ),
    (
        chr(8) || chr(11) || chr(14) || chr(15) || chr(26) || chr(27)
        || chr(28) || chr(29) || chr(30) || chr(31) || 'é',
        null,
        '{"a":"\b\u000b\u000e\u000f\u001a\u001b\u001c\u001d\u001e\u001fé"}'
    )

),

answered as (

    select
        expected,
        {{ org_funnels.json_object({'a': 'a', 'B': 'b'}) }} as actual

    from cases

    union all

    select
        '{"it''s":"1"}' as expected,
        {{ org_funnels.json_object({"it's": "cast('1' as text)"}) }} as actual

    union all

    select
        '{}' as expected,
        {{ org_funnels.json_object({}) }} as actual

)

select * from answered
where actual is distinct from expected

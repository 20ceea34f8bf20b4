-- The rows of the table in macros/quality/json_value_at.sql, one by one.
with

cases (attributes, dimension, expected) as (

    values
    ('{"browser": "Safari", "signup method": "sso"}', 'browser', 'Safari'),
    ('{"browser": "Safari", "signup method": "sso"}', 'signup method', 'sso'),
    ('{"browser": "Safari"}', 'country', null),
    (null, 'browser', null)

),

answered as (

    select
        *,
        {{ org_funnels.json_value_at('attributes', 'dimension') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

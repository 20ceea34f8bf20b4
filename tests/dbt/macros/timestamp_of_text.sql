-- The rows of the table in macros/engine/timestamp_of_text.sql, one by one, and the edges of the
-- calendar.
with

cases (stated, expected) as (

    values
    ('2026-03-01T09:00:00Z', timestamp '2026-03-01 09:00:00'),
    ('2026-03-01 09:00:00.1234567+02', timestamp '2026-03-01 07:00:00.123456'),
    ('2026-03-01T09:00:00.9999999Z', timestamp '2026-03-01 09:00:00.999999'),
    ('2026-03-01T09:00:00-05:30', timestamp '2026-03-01 14:30:00'),
    ('2026-03-01T09:00:00+0530', timestamp '2026-03-01 03:30:00'),
    ('2026-03-01 09:00', timestamp '2026-03-01 09:00:00'),
    (' 2026-03-01T09:00:00z ', timestamp '2026-03-01 09:00:00'),
    ('2026-03-01t09:00:00 Z', timestamp '2026-03-01 09:00:00'),
    ('2026-03-01 09:00:00 +0200', timestamp '2026-03-01 07:00:00'),
    ('2026-03-01', timestamp '2026-03-01 00:00:00'),
    ('2024-02-29', timestamp '2024-02-29 00:00:00'),
    ('2000-02-29', timestamp '2000-02-29 00:00:00'),
    ('1900-02-29', null),
    ('2026-02-29', null),
    ('2026-02-30', null),
    ('2026-02-31', null),
    ('2026-04-31', null),
    ('2026-06-31', null),
    ('2026-09-31', null),
    ('2026-11-31', null),
    ('2026-12-32', null),
    ('2026-12-00', null),
    ('2026-00-01', null),
    ('2026-13-01', null),
    ('0000-01-01', null),
    ('2026-03-01T24:00:00Z', null),
    ('2026-03-01T09:60:00Z', null),
    ('2026-03-01T09:00:60Z', null),
    ('2026-03-01T09:00:00+15:00', null),
    ('1772355600', null),
    ('yesterday', null),
    ('', null),
    (null, null)

),

answered as (

    select
        stated,
        expected,
        {{ org_funnels.timestamp_of_text('stated') }} as actual

    from cases

)

select * from answered
where actual is distinct from expected

-- The column that the tracking plan names comes first, then the senders' own, then the receipt. A
-- client's clock is never asked.
{% set columns = {} %}
{% for name in ['copied_at', 'uuid_ts', 'loaded_at', 'received_at', 'sent_at', 'timestamp'] %}
{% do columns.update({name: {'name': name, 'family': 'text'}}) %}
{% endfor %}
with

cases (copied_at, uuid_ts, loaded_at, received_at, sent_at, timestamp, named_day, unnamed_day) as (

    values
    ('2026-03-06', '2026-03-05', '2026-03-04', '2026-03-03', '2026-03-02', '2026-03-01', 6, 5),
    (null, '2026-03-05', '2026-03-04', '2026-03-03', '2026-03-02', '2026-03-01', 5, 5),
    ('2026-03-06', null, '2026-03-04', '2026-03-03', '2026-03-02', '2026-03-01', 6, 4),
    (null, null, null, '2026-03-03', '2026-03-02', '2026-03-01', 3, 3),
    (null, null, null, null, '2026-03-02', '2026-03-01', null, null)

),

answered as (

    select
        named_day,
        unnamed_day,
        {{ org_funnels.raw_load_time(columns, 'Copied_At') }} as named_at,
        {{ org_funnels.raw_load_time(columns) }} as unnamed_at

    from cases

),

compared as (

    select
        named_at,
        coalesce(
            timestamp '2026-03-01 00:00:00' + (named_day - 1) * interval '1 day',
            {{ org_funnels.unknown_load_time() }}
        ) as expected_named_at,
        unnamed_at,
        coalesce(
            timestamp '2026-03-01 00:00:00' + (unnamed_day - 1) * interval '1 day',
            {{ org_funnels.unknown_load_time() }}
        ) as expected_unnamed_at

    from answered

)

select * from compared
where
    named_at is distinct from expected_named_at
    or unnamed_at is distinct from expected_unnamed_at

-- When a raw row happened and was loaded: the first time that it has, alike in the three macros
-- that read raw rows. No client's clock says when it was loaded.
{% set columns = {} %}
{% for name in [
    'id', 'user_id', 'uuid_ts', 'received_at', 'sent_at', 'original_timestamp', 'timestamp',
] %}
{% do columns.update({name: {'name': name, 'family': 'text'}}) %}
{% endfor %}
{% set event = {
    'event_name': 'a-b', 'feature': 'a', 'action': 'b', 'properties': {}, 'treatment_prefix': '',
} %}
{% set branch = {
    'source': 'web', 'table': 't', 'relation': 'raw_rows', 'org': [], 'columns': {},
    'siblings': [{'where': []}], 'position': 0,
} %}
{% set nobodys = dict(branch, siblings=[{'where': [{'column': 'id', 'op': 'is not set'}]}]) %}
with

cases (
    id, user_id, uuid_ts, received_at, sent_at, original_timestamp, timestamp,
    expected_load, expected_at
) as (

    values
    ('stated', 'u', '2026-03-09', '2026-03-08', '2026-03-07', '2026-03-06', '2026-03-05', 9, 5),
    ('original', 'u', null, '2026-03-08', '2026-03-07', '2026-03-06', null, 8, 6),
    ('sent', 'u', null, null, '2026-03-07', null, null, null, 7),
    ('received', 'u', '2026-03-09', '2026-03-08', null, null, null, 9, 8),
    ('loaded', 'u', '2026-03-09', null, null, null, null, 9, 9),
    ('never received', 'u', null, null, '2026-03-07', '2026-03-06', '2026-03-05', null, 5),
    ('never sent', 'u', null, null, null, '2026-03-06', '2026-03-05', null, 5),
    ('stated alone', 'u', null, null, null, null, '2026-03-05', null, 5),
    ('no time', 'u', null, null, null, null, null, null, null)

),

raw_rows as (

    select * from cases

),

events as (

    {{ org_funnels.raw_event_rows(event, branch, columns) }}

),

unplanned as (

    {{ org_funnels.unplanned_rows(event, nobodys, columns) }}

),

identifications as (

    {{ org_funnels.raw_identification_rows(branch, {'user_id': 'user_id'}, columns) }}

),

answered as (

    select 'event' as kind, event_id, loaded_at, occurred_at from events
    union all
    select 'unplanned' as kind, event_id, loaded_at, occurred_at from unplanned
    union all
    select 'identification' as kind, event_id, loaded_at, occurred_at from identifications

),

kinds (kind) as (

    values ('event'), ('unplanned'), ('identification')

),

compared as (

    select
        kinds.kind,
        cases.id,
        answered.loaded_at,
        answered.occurred_at,
        coalesce(
            timestamp '2026-03-01 00:00:00' + (cases.expected_load - 1) * interval '1 day',
            timestamp '1970-01-01 00:00:00'
        ) as expected_loaded_at,
        timestamp '2026-03-01 00:00:00' + (cases.expected_at - 1) * interval '1 day'
            as expected_occurred_at

    from cases

    cross join kinds

    left join answered
        on
            cases.id = answered.event_id
            and kinds.kind = answered.kind

)

select * from compared
where
    loaded_at is distinct from expected_loaded_at
    or occurred_at is distinct from expected_occurred_at

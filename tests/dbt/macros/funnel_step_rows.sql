-- Which rows of a relation reach which step of a funnel: those with an entity, not internal, of one
-- of the named events, where every condition holds.
{% set record = {
    'relation': 'events', 'id': 'event_id', 'entity': 'org_id', 'user': 'view', 'at': 'event_name',
} %}
{% set as_events = dict(record, production=none) %}
{% set as_bills = dict(record, production='bills') %}
{% set steps = [
    {'name': 'opened', 'event': 'a-opened', 'where': []},
    {'name': 'closed', 'event': 'a-closed', 'where': [
        {'property': 'size', 'op': '>', 'value': 1}, {'column': 'view', 'op': '=', 'value': 'wide'},
    ]},
    {'name': 'paid', 'production': 'bills', 'where': [
        {'column': 'view', 'op': '=', 'value': 'wide'},
    ]},
    {'name': 'named', 'production': 'orgs', 'where': []},
] %}
with

events (event_id, event_name, org_id, is_internal, view, properties) as (

    values
    ('e-1', 'a-opened', 'o-1', false, 'wide', '{}'),
    ('e-2', 'a-closed', 'o-1', false, 'wide', '{"size":"2"}'),
    ('e-3', 'a-closed', 'o-1', false, 'wide', '{"size":"1"}'),
    ('e-4', 'a-closed', 'o-1', false, 'slim', '{"size":"2"}'),
    ('e-5', 'a-closed', 'o-1', false, null, '{"size":"2"}'),
    ('e-6', 'a-other', 'o-1', false, 'wide', '{"size":"2"}'),
    ('e-7', 'a-opened', 'o-1', true, 'wide', '{}'),
    ('e-8', 'a-opened', null, false, 'wide', '{}')

),

actual_rows as (

    {{ org_funnels.funnel_step_rows(as_events, steps) }}

    union all

    {{ org_funnels.funnel_step_rows(as_bills, steps) }}

),

expected_rows (
    event_id,
    entity_id,
    user_id,
    occurred_at,
    is_step_1,
    is_step_2,
    is_step_3,
    is_step_4
) as (

    values
    ('e-1', 'o-1', 'wide', 'a-opened', true, false, false, false),
    ('e-2', 'o-1', 'wide', 'a-closed', false, true, false, false),
    ('e-3', 'o-1', 'wide', 'a-closed', false, false, false, false),
    ('e-4', 'o-1', 'slim', 'a-closed', false, false, false, false),
    ('e-5', 'o-1', null, 'a-closed', false, false, false, false),
    ('bills:e-1', 'o-1', 'wide', 'a-opened', false, false, true, false),
    ('bills:e-2', 'o-1', 'wide', 'a-closed', false, false, true, false),
    ('bills:e-3', 'o-1', 'wide', 'a-closed', false, false, true, false),
    ('bills:e-4', 'o-1', 'slim', 'a-closed', false, false, false, false),
    ('bills:e-5', 'o-1', null, 'a-closed', false, false, false, false),
    ('bills:e-6', 'o-1', 'wide', 'a-other', false, false, true, false)

),

surplus as (

    select * from actual_rows
    except all
    select * from expected_rows

),

missing as (

    select * from expected_rows
    except all
    select * from actual_rows

)

select 'surplus' as problem, * from surplus
union all
select 'missing' as problem, * from missing

-- A step of any event reads all events, and so does a strict funnel; what an exclusion matches is
-- flagged, and for first_time any also what has the step's name, whatever its conditions say.
{% set record = {
    'production': none, 'relation': 'events', 'id': 'event_id', 'entity': 'org_id', 'user': 'view', 'at': 'event_name',
} %}
{% set opened = {
    'name': 'opened', 'event': 'a-opened', 'first_time': 'any', 'where': [{'column': 'view', 'op': '=', 'value': 'wide'}],
} %}
{% set closed = {'name': 'closed', 'event': 'a-closed'} %}
{% set anything = {'name': 'anything'} %}
{% set exclusion = {'event': 'a-lost', 'from_step': 'opened', 'to_step': 'closed'} %}
with

events (event_id, event_name, org_id, is_internal, view) as (

    values
    ('e-1', 'a-opened', 'o-1', false, 'wide'),
    ('e-2', 'a-opened', 'o-1', false, 'slim'),
    ('e-3', 'a-lost', 'o-1', false, null),
    ('e-4', 'a-other', 'o-1', false, null)

),

with_exclusion as (

    {{ org_funnels.funnel_step_rows(record, [opened, closed], [exclusion]) }}

),

strict as (

    {{ org_funnels.funnel_step_rows(record, [opened, closed], order='strict') }}

),

of_any_event as (

    {{ org_funnels.funnel_step_rows(record, [opened, anything]) }}

),

actual_rows as (

    select 'exclusion' as funnel, event_id, is_step_1, is_step_2, is_first_of_1, is_exclusion_1
    from with_exclusion

    union all

    select
        'strict' as funnel,
        event_id,
        is_step_1,
        is_step_2,
        is_first_of_1,
        null as is_exclusion_1
    from strict

    union all

    select
        'any event' as funnel,
        event_id,
        is_step_1,
        is_step_2,
        is_first_of_1,
        null as is_exclusion_1
    from of_any_event

),

expected_rows (funnel, event_id, is_step_1, is_step_2, is_first_of_1, is_exclusion_1) as (

    values
    ('exclusion', 'e-1', true, false, true, false),
    ('exclusion', 'e-2', false, false, true, false),
    ('exclusion', 'e-3', false, false, false, true),
    ('strict', 'e-1', true, false, true, null),
    ('strict', 'e-2', false, false, true, null),
    ('strict', 'e-3', false, false, false, null),
    ('strict', 'e-4', false, false, false, null),
    ('any event', 'e-1', true, true, true, null),
    ('any event', 'e-2', false, true, true, null),
    ('any event', 'e-3', false, true, false, null),
    ('any event', 'e-4', false, true, false, null)

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

-- What of a raw row becomes what: ids are cleaned, each step towards an org reads its column,
-- columns that the plan does not know are properties, those read elsewhere are not, treatments lose
-- their prefix, and what a type cannot hold is named.
{% set columns = {} %}
{% for name in [
    'id', 'user_id', 'context_group_id', 'context_page', 'owner', 'repo_url', 'page', 'seats',
    'due', 'is_on', 'price', 'extra', 'test_colour', 'uuid_ts', 'received_at', 'timestamp',
] %}
{% do columns.update({name: {'name': name, 'family': 'text'}}) %}
{% endfor %}
{% set event = {
    'event_name': 'a-b', 'feature': 'a', 'action': 'b', 'treatment_prefix': 'test_',
    'properties': {
        'size': 'integer', 'due': 'timestamp', 'is_on': 'boolean', 'price': 'number',
        'gone': 'text',
    },
} %}
{% set branch = {
    'source': 'web', 'table': 't', 'relation': 'raw_rows',
    'org': [{'by': 'id', 'column': 'Owner'}, {'by': 'repo'}, {'by': 'group'}],
    'repo': 'repo_url', 'view': 'page', 'from': '2026-03-01', 'until': '2026-04-01',
    'columns': {'size': 'Seats'},
    'siblings': [{'where': [], 'from': '2026-03-01', 'until': '2026-04-01'}], 'position': 0,
} %}
{% set nothing_known = {
    'id': columns['id'], 'uuid_ts': columns['uuid_ts'],
} %}
with

raw_rows (
    id, user_id, context_group_id, context_page, owner, repo_url, page, seats, due, is_on, price,
    extra, test_colour, uuid_ts, received_at, timestamp
) as (

    values
    (
        ' all ', 'NULL', 'g-1', '/', ' 7 ', ' acme/web ', ' billing ', '3', '2026-03-02', 'yes',
        '1.5', 'more', 'red', '2026-04-02', '2026-03-31T23:59:59Z', '2026-03-31'
    ),
    (
        'uncast', 'u-1', null, null, null, 'none', null, 'ten', '2026-02-30', 'maybe', '1,5',
        '', null, 'soon', '2026-04-01T00:00:00Z', '2026-03-31'
    ),
    (
        'empty', null, null, null, null, null, null, '', ' ', '', '',
        null, null, '2026-04-01', null, ''
    )

),

events as (

    {{ org_funnels.raw_event_rows(event, branch, columns) }}

),

poor_events as (

    {{ org_funnels.raw_event_rows(event, branch, nothing_known) }}

),

answered as (

    select
        event_id, plan_rejection, user_id,
        org_by_1, org_value_1, org_by_2, org_value_2, org_by_3, org_value_3, org_by_4, org_value_4,
        repo, view, treatments, properties, uncast_columns, size, due, is_on, price

    from events

    union all

    select
        'poor ' || event_id as event_id, plan_rejection, user_id,
        org_by_1, org_value_1, org_by_2, org_value_2, org_by_3, org_value_3, org_by_4, org_value_4,
        repo, view, treatments, properties, uncast_columns, size, due, is_on, price

    from poor_events

    where event_id = 'all'

),

expected (
    event_id, plan_rejection, user_id,
    org_by_1, org_value_1, org_by_2, org_value_2, org_by_3, org_value_3, org_by_4, org_value_4,
    repo, view, treatments, properties, uncast_columns, size, due, is_on, price
) as (

    values
    (
        'all', null, null,
        'id', '7', 'repo', 'acme/web', 'group', 'g-1', null, null,
        'acme/web', ' billing ', '{"colour":"red"}',
        '{"due":"2026-03-02","extra":"more","is_on":"yes","price":"1.5","size":"3"}', null,
        3, timestamp '2026-03-02 00:00:00', true, 1.5
    ),
    (
        'uncast', 'outside_plan', 'u-1',
        'id', null, 'repo', null, 'group', null, null, null,
        null, null, '{}',
        '{"due":"2026-02-30","extra":"","is_on":"maybe","price":"1,5","size":"ten"}',
        'Seats,due,is_on,price,uuid_ts', null, null, null, null
    ),
    (
        'empty', 'outside_plan', null,
        'id', null, 'repo', null, 'group', null, null, null,
        null, null, '{}',
        '{"due":" ","is_on":"","price":"","size":""}', null, null, null, null, null
    ),
    (
        'poor all', 'outside_plan', null,
        'id', null, 'repo', null, 'group', null, null, null,
        null, null, '{}', '{}', null, null, null, null, null
    )

),

surplus as (

    select * from answered
    except all
    select * from expected

),

missing as (

    select * from expected
    except all
    select * from answered

)

select 'surplus' as problem, * from surplus
union all
select 'missing' as problem, * from missing

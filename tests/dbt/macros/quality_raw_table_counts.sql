-- The rows of the tables in macros/quality/is_measured.sql and is_amiss.sql, one by one, and of a
-- column that the table lacks.
{% set columns = {
    'user_id': {'name': 'user_id', 'family': 'text'},
    'anonymous_id': {'name': 'anonymous_id', 'family': 'text'},
    'seats': {'name': 'seats', 'family': 'text'},
    'currency': {'name': 'currency', 'family': 'text'},
} %}
{% set actor = {'kind': 'filled', 'columns': ['user_id', 'anonymous_id']} %}
{% set seats = {'kind': 'typed', 'columns': ['seats'], 'type': 'integer'} %}
{% set currency = {'kind': 'listed', 'columns': ['currency'], 'values': ['EUR', 'USD']} %}
{% set lacking = {'kind': 'typed', 'columns': ['price'], 'type': 'number'} %}
with

cases (
    user_id, anonymous_id, seats, currency,
    expected_no_actor, expected_seats_said, expected_no_seats, expected_said, expected_unknown
) as (

    values
    (null, null, '12.0', 'EUR', true, true, false, true, false),
    (null, 'u1', 'ten', 'usd', false, true, true, true, true),
    ('u1', null, null, null, false, false, false, false, false),
    (' ', 'null', '', 'None', true, false, false, false, false)

),

answered as (

    select
        *,
        {{ org_funnels.is_measured(columns, actor) }} as actor_measured,
        {{ org_funnels.is_amiss(columns, actor) }} as no_actor,
        {{ org_funnels.is_measured(columns, seats) }} as seats_said,
        {{ org_funnels.is_amiss(columns, seats) }} as no_seats,
        {{ org_funnels.is_measured(columns, currency) }} as currency_said,
        {{ org_funnels.is_amiss(columns, currency) }} as currency_unknown,
        {{ org_funnels.is_measured(columns, lacking) }} as price_said,
        {{ org_funnels.is_amiss(columns, lacking) }} as no_price

    from cases

)

select * from answered
where
    actor_measured is distinct from true
    or no_actor is distinct from expected_no_actor
    or seats_said is distinct from expected_seats_said
    or no_seats is distinct from expected_no_seats
    or currency_said is distinct from expected_said
    or currency_unknown is distinct from expected_unknown
    or price_said is distinct from false
    or no_price is distinct from false

-- The rows of the tables in macros/quality/production_predicate.sql, production_dimensions.sql and
-- event_key.sql, one by one.
{%- set not_internal = [{'column': 'is_internal', 'op': '=', 'value': false}] %}
with

predicate_cases (is_internal, expected) as (

    values
    (false, true),
    (true, false),
    (cast(null as boolean), false)

),

dimension_cases (attributes, country, expected_attribute, expected_both) as (

    values
    ('{"browser": "Safari"}', 'DE', '{"browser":"Safari"}', '{"browser":"Safari","country":"DE"}'),
    (cast(null as text), 'DE', '{}', '{"country":"DE"}'),
    ('{}', cast(null as text), '{}', '{}')

),

key_cases (user_id, properties, expected_column, expected_property) as (

    values
    ('50001', '{"ticket": "7"}', '50001', '7'),
    ('', '{}', cast(null as text), cast(null as text))

),

org_cases (org_id, org_matched_by, expected) as (

    values
    ('1101', 'id', '1101'),
    ('1101', 'name', '1101'),
    ('1101', 'repo', '1101'),
    ('1101', 'group', cast(null as text)),
    (cast(null as text), cast(null as text), cast(null as text))

),

wrong as (

    select 'production_predicate' as macro
    from predicate_cases
    where
        {{ org_funnels.production_predicate(not_internal) }} is distinct from expected
        or not {{ org_funnels.production_predicate([]) }}

    union all

    select 'production_dimensions' as macro
    from dimension_cases
    where
        {{ org_funnels.production_dimensions(['browser']) }} is distinct from expected_attribute
        or {{ org_funnels.production_dimensions(['browser', {'column': 'country'}]) }}
        is distinct from expected_both
        or {{ org_funnels.production_dimensions([]) }} <> '{}'

    union all

    select 'event_key' as macro
    from key_cases
    where
        {{ org_funnels.event_key('user_id') }} is distinct from expected_column
        or {{ org_funnels.event_key({'property': 'ticket'}) }} is distinct from expected_property
        or {{ org_funnels.event_key(none) }} is not null

    union all

    select 'event_key' as macro
    from org_cases
    where {{ org_funnels.event_key('org') }} is distinct from expected

)

select * from wrong

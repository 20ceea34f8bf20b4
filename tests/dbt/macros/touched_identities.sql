-- Whose links are looked at again: not of whom nothing new was said.
with

unread_changes (upstream, kind, key, from_at, to_at) as (

    values
    ('statements', 'anonymous', 'went', null, null),
    ('statements', 'event', 'another_kind', null, null),
    {% for anonymous_id, user_id, from_at, to_at in [
        ('new', 'u-1', '10:00:00', '10:00:00'),
        ('as known', 'u-1', '10:00:00', '11:59:59'),
        ('from the beginning', 'u-1', '09:00:00', '09:00:00'),
        ('by its old id', 'u-old', '10:00:00', '10:00:00'),
        ('another user', 'u-2', '10:00:00', '10:00:00'),
        ('into the next', 'u-1', '10:00:00', '12:00:00'),
        ('before the first', 'u-1', '09:59:59', '10:00:00'),
        ('shared', 'u-9', '10:00:00', '10:00:00'),
    ] -%}
    (
        'events', 'link', '{{ anonymous_id | length }} {{ anonymous_id }}{{ user_id }}',
        timestamp '2026-03-01 {{ from_at }}', timestamp '2026-03-01 {{ to_at }}'
    ),
    {% endfor -%}
    ('int_identities__user_aliases', 'user', 'u-renamed', null, null)

),

statements (anonymous_id, user_id) as (

    values
    ('renamed_by_a_call', 'u-renamed'),
    ('by_a_call_of_another', 'u-9')

),

events (anonymous_id, user_id) as (

    values
    ('renamed_by_an_event', 'u-renamed'),
    (null, 'u-renamed'),
    ('by_an_event_of_another', 'u-9')

),

aliases (previous_id, user_id) as (

    values
    ('u-old', 'u-1')

),

known (anonymous_id, user_id, valid_from, valid_to, is_shared) as (

    values
    ('as known', 'u-1', timestamp '2026-03-01 10:00:00', timestamp '2026-03-01 12:00:00', false),
    ('as known', 'u-2', timestamp '2026-03-01 12:00:00', timestamp '9999-12-31 00:00:00', false),
    (
        'from the beginning', 'u-1',
        timestamp '0001-01-01 00:00:00', timestamp '9999-12-31 00:00:00', false
    ),
    (
        'by its old id', 'u-1',
        timestamp '0001-01-01 00:00:00', timestamp '9999-12-31 00:00:00', false
    ),
    (
        'another user', 'u-1',
        timestamp '0001-01-01 00:00:00', timestamp '9999-12-31 00:00:00', false
    ),
    (
        'into the next', 'u-1',
        timestamp '2026-03-01 10:00:00', timestamp '2026-03-01 12:00:00', false
    ),
    (
        'before the first', 'u-1',
        timestamp '2026-03-01 10:00:00', timestamp '2026-03-01 12:00:00', false
    ),
    ('shared', null, timestamp '0001-01-01 00:00:00', timestamp '9999-12-31 00:00:00', true)

),

actual_rows as (

    {{ org_funnels.touched_identities(
        'unread_changes', 'statements', 'events', 'aliases', 'known'
    ) }}

),

expected_rows (anonymous_id) as (

    values
    ('went'),
    ('new'),
    ('another user'),
    ('into the next'),
    ('before the first'),
    ('renamed_by_a_call'),
    ('renamed_by_an_event')

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

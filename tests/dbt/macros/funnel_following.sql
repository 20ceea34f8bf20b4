-- The next candidate of the same entity: after the time asked for, or at it where that counts;
-- none for a null time, for another entity, or after the last.
with

asking (entity_id, question, asked_at) as (

    values
    ('o-1', 'before', timestamp '2026-03-01 00:00:00'),
    ('o-1', 'at', timestamp '2026-03-01 01:00:00'),
    ('o-1', 'between', timestamp '2026-03-01 01:30:00'),
    ('o-1', 'at the last', timestamp '2026-03-01 02:00:00'),
    ('o-1', 'never', null),
    ('o-2', 'nobody', timestamp '2026-03-01 00:00:00')

),

candidates (entity_id, occurred_at, word) as (

    values
    ('o-1', timestamp '2026-03-01 01:00:00', 'one'),
    ('o-1', timestamp '2026-03-01 02:00:00', 'two'),
    ('o-3', timestamp '2026-03-01 03:00:00', 'three')

),

strictly as (

    {{ org_funnels.funnel_following(
        rows='asking', row_columns=['entity_id', 'question'], at='asked_at', candidates='candidates', columns=['word'],
    ) }}

),

at_or_after as (

    {{ org_funnels.funnel_following(
        rows='asking', row_columns=['entity_id', 'question'], at='asked_at', candidates='candidates', columns=['word'],
        strictly=false, named='found',
    ) }}

),

actual_rows as (

    select strictly.question, strictly.next_at, strictly.next_word, at_or_after.found_word
    from strictly
    inner join at_or_after on strictly.question = at_or_after.question

),

expected_rows (question, next_at, next_word, found_word) as (

    values
    ('before', timestamp '2026-03-01 01:00:00', 'one', 'one'),
    ('at', timestamp '2026-03-01 02:00:00', 'two', 'one'),
    ('between', timestamp '2026-03-01 02:00:00', 'two', 'two'),
    ('at the last', null, null, 'two'),
    ('never', null, null, null),
    ('nobody', null, null, null)

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

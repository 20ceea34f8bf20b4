-- Without a window no step comes too late, and a funnel of one step is reached by its events.
with

funnel_events (entity_id, user_id, event_id, step_name, occurred_at) as (

    values
    ('o-1', 'u-1', 'e-1', 'A', timestamp '2020-03-01 00:00:00'),
    ('o-1', 'u-1', 'e-2', 'B', timestamp '2026-03-01 00:00:00')

),

two_steps as (

    {{ org_funnels.funnel_attempts(
        events='funnel_events',
        steps=[
            {'name': 'a', 'predicate': "step_name = 'A'"},
            {'name': 'b', 'predicate': "step_name = 'B'"},
        ],
    ) }}

),

one_step as (

    {{ org_funnels.funnel_attempts(
        events='funnel_events', steps=[{'name': 'a', 'predicate': "step_name = 'A'"}],
    ) }}

),

answered as (

    select
        2 as expected,
        (select max(steps_reached) from two_steps) as actual

    union all

    select
        1 as expected,
        (select max(steps_reached) from one_step) as actual

)

select * from answered
where actual is distinct from expected

{#
funnel_attempts(events, steps, window, order, exclusions, …)

    Every attempt at a funnel: one row per event that matches the first step, with the most steps
    that any choice of distinct events can fill in order of time, at the earliest times. On any
    relation of events, in any dbt project.

        stream (window 1 h)        attempt at   reached
        A 0:00  B 0:30  C 0:50     0:00         3
        A 0:00  C 0:30  B 0:50     0:00         2     C came before B
        B 0:00  A 0:30             0:30         1     B came before A
        A 0:00  B 1:00             0:00         2     the window's end is inside
        A 0:00  B 1:00:00.000001   0:00         1
        A 0:00  A 0:30  B 1:10     0:00         1     every A starts an attempt
                                   0:30         2
        A 0:00  B 0:00             0:00         2     simultaneous: in either order

    docs/funnels.md explains the rest by examples: order, exclusions, `within`, first_time, and
    steps that one event may match.

    Columns: entity_id; attempt_id, the event that began it; entered_at; steps_reached, 1 or more;
    steps_before_exclusion; status: converted, excluded, in_progress or dropped; is_mature, whether
    its window was over by as_of; matures_at; last_reached_at, the time of the last of steps_reached;
    finished_at, that of the last of steps_before_exclusion; excluded_at, null where it was not; and
    for each step k step_<k>_at, step_<k>_event_id and step_<k>_user_id, null where not reached. Of
    simultaneous events that would do equally, those with the smallest ids, step by step.

    An unordered funnel has one attempt per entity and time at which a step is matched, and its
    step k is the k-th that was completed, whichever it was: which one says step_<k>_number, by its
    place in `steps`. Where an event could be one of several, see funnel_unordered_steps().

    events: a relation or CTE with event_id (unique), entity_id, occurred_at (UTC, without zone) and
        what the predicates read. Rows without an id, an entity or a time are left out.
    steps: one or more dicts, in order:
        name          unique in the funnel
        event, where, predicate   what matches it: see funnel_condition()
        within        how long after the step before at most: '1 hour', or seconds
        first_time    'any': only the entity's first event for which `event` holds (its first of all
                      where there is none), and only if the rest holds too; 'matching': only the
                      first for which all holds. Of simultaneous ones the smallest id is the first.
        first_of      for 'any', SQL instead of `event`
        overlap       a label: steps of different labels can't be matched by one event. It must be
                      true, and every step must have one. Without it, steps of different `event`s
                      can't, and steps without an `event` might with all others.
    window: '14 days', or seconds: the last step is reached at most so long after the first. None: no
        limit.
    order: ordered; strict: in consecutive rows of the entity; unordered: in any order
    exclusions: dicts of event, where and predicate as in a step, and from_step and to_step, names of
        steps: between reaching the one and the other, such an event ends the attempt
    as_of: SQL of a timestamp, up to when the events are known; none: the last occurred_at of events
    maturity: for a funnel without a window, after how long an attempt is mature
    date_from, date_to: days such as '2026-03-01', both inclusive: when attempts may begin
    timezone: the IANA name of the zone whose days they are
    user_id: the column of events that says who did it; none: nobody is known

    Wrong arguments stop the build, all told at once.
#}
{% macro funnel_attempts(
    events, steps, window=none, order='ordered', exclusions=[], as_of=none, maturity='30 days',
    date_from=none, date_to=none, timezone='UTC', user_id=none
) -%}
    {%- set settings = org_funnels.funnel_settings({
        'steps': steps, 'window': window, 'order': order, 'exclusions': exclusions, 'maturity': maturity,
        'date_from': date_from, 'date_to': date_to, 'timezone': timezone,
    }) -%}
    with

    {{ org_funnels.funnel_ranked(events, settings) }}

    {%- if order == 'ordered' and settings['are_apart'] and not settings['has_within'] -%}
    {{ org_funnels.funnel_plain_chains(events, settings, user_id) }}
    {%- elif order == 'unordered' -%}
    {{ org_funnels.funnel_input(events, settings, user_id) }},

    {{ org_funnels.funnel_unordered_chains(settings) }}
    {%- else -%}
    {{ org_funnels.funnel_input(events, settings, user_id) }},

    {{ org_funnels.funnel_tied_chains(settings) }}
    {%- endif %},

    {{ org_funnels.funnel_exclusions(events, settings) }}

    {{ org_funnels.funnel_attempt_columns(events, settings, as_of) }}
{%- endmacro %}

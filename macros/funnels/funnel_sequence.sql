{#
funnel_sequence(attempts, window)

    The attempts that `totals` counts, one after another: with the columns of attempts, and
    sequence_number, from 1 in each entity. The next is the first that begins after the last one's
    end: its last step if it converted, the exclusion, else the end of its window. One row per
    counted attempt.

        A 0:00  A 0:10  B 0:20  A 0:30     window 1 h: counted are those of 0:00, which converts at
                                           0:20, and of 0:30

    attempts: a relation or CTE made by funnel_attempts()
    window: as there; none: an attempt that is dropped never ends
#}
{% macro funnel_sequence(attempts, window=none) -%}
    {%- if window is not none and org_funnels.duration_seconds(window) is none -%}
        {{ exceptions.raise_compiler_error(
            "funnel_sequence: " ~ org_funnels.funnel_duration_problem('window', window)
        ) }}
    {%- endif -%}
    with

    funnel__beginning as (

        select
            entity_id,
            attempt_id,
            entered_at as began_at,
            case
                when status = 'converted' then last_reached_at
                when status = 'excluded' then excluded_at
                {%- if window is not none %}
                else {{ org_funnels.add_seconds('entered_at', org_funnels.duration_seconds(window)) }}
                {%- endif %}
            end as ended_at

        from (
            select
                *,
                row_number() over (
                    partition by entity_id, entered_at
                    order by {{ org_funnels.funnel_standing() }}
                ) as simultaneous_number
            from {{ attempts }}
        ) as funnel__simultaneous

        where simultaneous_number = 1

    ),

    funnel__taken as (

        {{ org_funnels.taken_in_turn('funnel__beginning', ['entity_id'], ['attempt_id']) | indent(8) }}

    )

    select
        attempts.*,
        funnel__taken.turn_number as sequence_number

    from {{ attempts }} as attempts

    inner join funnel__taken
        on attempts.attempt_id = funnel__taken.attempt_id
{%- endmacro %}

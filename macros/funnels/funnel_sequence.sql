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
    with recursive

    funnel__beginning as (

        select
            entity_id,
            attempt_id,
            entered_at as occurred_at,
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

    funnel__following as (

        {{ org_funnels.funnel_following(
            rows='funnel__beginning',
            row_columns=['entity_id', 'attempt_id', 'occurred_at'],
            at='ended_at',
            candidates='funnel__beginning',
        ) | indent(8) }}

    ),

    funnel__sequence (entity_id, entered_at, sequence_number) as (

        select
            entity_id,
            min(occurred_at),
            1

        from funnel__following

        group by entity_id

        union all

        select
            funnel__following.entity_id,
            funnel__following.next_at,
            funnel__sequence.sequence_number + 1

        from funnel__sequence

        inner join funnel__following
            on
                funnel__sequence.entity_id = funnel__following.entity_id
                and funnel__sequence.entered_at = funnel__following.occurred_at

        where funnel__following.next_at is not null

    )

    select
        attempts.*,
        funnel__sequence.sequence_number

    from {{ attempts }} as attempts

    inner join funnel__following
        on attempts.attempt_id = funnel__following.attempt_id

    inner join funnel__sequence
        on
            funnel__following.entity_id = funnel__sequence.entity_id
            and funnel__following.occurred_at = funnel__sequence.entered_at
{%- endmacro %}

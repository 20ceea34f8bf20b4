{#
turns_before(known)

    The query of the last row of each touched entity before its from_at.

    known: a relation as int_funnels__sequences
#}
{% macro turns_before(known) -%}
    select
        known.funnel,
        known.entity_id,
        known.attempt_id,
        known.sequence_number,
        known.entered_at as began_at,
        known.ended_at
    from {{ known }} as known
    inner join (
        select
            earlier.funnel,
            earlier.entity_id,
            max(earlier.sequence_number) as sequence_number
        from {{ known }} as earlier
        inner join touched
            on
                earlier.funnel = touched.touched_funnel
                and earlier.entity_id = touched.touched_entity
                and earlier.entered_at < touched.from_at
        group by
            earlier.funnel,
            earlier.entity_id
    ) as last
        on
            known.funnel = last.funnel
            and known.entity_id = last.entity_id
            and known.sequence_number = last.sequence_number
{%- endmacro %}

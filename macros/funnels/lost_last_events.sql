{#
lost_last_events(known, recent)

    The query of the touched entities whose last event, or last use, is no more, with nothing like it since:
    touched_kind, touched_entity and from_at. Their history says which is the last now.

    known: a relation as int_funnels__last_seen
    recent: a relation with the rows of recent_events_of_touched()
#}
{% macro lost_last_events(known, recent) -%}
    select
        touched.touched_kind,
        touched.touched_entity,
        touched.from_at
    from touched
    inner join {{ known }} as known
        on
            touched.touched_kind = known.entity
            and touched.touched_entity = known.entity_id
    left join (
        select
            entity,
            entity_id,
            -- the last use alone has no name
            count(event_name) as event_count,
            count(user_id) as use_count
        from {{ recent }}
        group by
            entity,
            entity_id
    ) as seen
        on
            touched.touched_kind = seen.entity
            and touched.touched_entity = seen.entity_id
    where
        (known.last_seen_at >= touched.from_at and coalesce(seen.event_count, 0) = 0)
        or (known.last_used_at >= touched.from_at and coalesce(seen.use_count, 0) = 0)
{%- endmacro %}

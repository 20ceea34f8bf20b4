{#
touched_attempts(entity, window, names)

    A pre-hook of a funnel's model. Makes the temporary table `touched`: of each entity the stretches
    of time in which its attempts are computed again, none of them meeting another. Nothing where the
    model is not there yet.

        touched_entity
        from_at, to_at   attempts that began in between, both included
        until_at         how far their events go

    An event at t changes attempts that began in [t - window, t], and no other. Without a window, and
    where a step is the entity's first of a kind, it may change all of the entity's. The end of the data
    changes those whose time it passes, and what an org or a user is, all of theirs.

    entity: org | user | visitor
    window: '14 days', or seconds; none: all attempts of the entity
    names: of the events that the funnel reads; none: of any
#}
{% macro touched_attempts(entity, window=none, names=none) -%}
    {%- if execute and load_relation(this) is not none -%}
        {%- set seconds = none if window is none else org_funnels.duration_seconds(window) -%}
        {%- set unread = '(select * from ' ~ org_funnels.state_relation('state_unread')
            ~ ' where reader = ' ~ org_funnels.literal(this.identifier) ~ ') as unread' -%}
        {%- do org_funnels.temporary_table(
            'touched', '(' ~ org_funnels.touched_stretches(entity, seconds, names, unread, this) ~ ')'
        ) -%}
    {%- endif -%}
{%- endmacro %}

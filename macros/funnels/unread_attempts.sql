{#
unread_attempts(reader, kinds)

    Which attempts have changed in what a model reads, since it was last computed: touched_funnel,
    touched_entity, and from_at and to_at, between which they began, both included.

    reader: the name of the model
    kinds: of what is logged; attempt: anything of it, best_attempt: whether it speaks for its entity
#}
{% macro unread_attempts(reader, kinds=['attempt']) -%}
    select distinct
        substring(key from 1 for position(' ' in key) - 1) as touched_funnel,
        substring(key from position(' ' in key) + 1) as touched_entity,
        from_at,
        to_at

    from {{ ref('state_unread') }}

    where reader = {{ org_funnels.literal(reader) }} and kind in (
        {%- for kind in kinds %}{{ org_funnels.literal(kind) }}{{ ', ' if not loop.last }}{% endfor -%}
    )
{%- endmacro %}

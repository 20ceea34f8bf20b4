{#
identity_links(condition)

    Who an anonymous id said to be: from identify calls, and from events that carry both ids. The ids
    are those after alias calls, so that a person with two old ids is one user here. One row per
    anonymous_id, user_id and linked_at.

    condition: SQL on anonymous_id, of the ids that are wanted
#}
{% macro identity_links(condition) -%}
    select distinct
        statements.anonymous_id,
        coalesce(user_aliases.user_id, statements.user_id) as user_id,
        statements.linked_at

    from (
        select anonymous_id, user_id, linked_at
        from {{ ref('int_identities__statements') }}
        where {{ condition }}

        union all

        select anonymous_id, user_id, occurred_at as linked_at
        from {{ ref('int_events__dispositions') }}
        where disposition = 'event' and user_id is not null and {{ condition }}
    ) as statements

    left join {{ ref('int_identities__user_aliases') }} as user_aliases
        on statements.user_id = user_aliases.previous_id
{%- endmacro %}

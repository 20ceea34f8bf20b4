{#
touched_identities(unread, statements, events, aliases, known)

    The query of the anonymous ids that are held against their links again. A link that went may change
    anything. One that came changes nothing where its user is whom the anonymous id is known to have been
    all that time, as nearly every event of a user's says, nor where it is shared already.

    unread: a relation of changes, as state_unread has them
    statements: a relation as int_identities__statements
    events: a relation as int_events__dispositions
    aliases: a relation as int_identities__user_aliases
    known: a relation as int_identities__intervals
#}
{% macro touched_identities(unread, statements, events, aliases, known) -%}
    {%- set renamed = '(select key from ' ~ unread ~ " where upstream = 'int_identities__user_aliases')" -%}
    select key as anonymous_id
    from {{ unread }}
    where kind = 'anonymous'

    union

    select said.anonymous_id
    from ({{ org_funnels.said_links(unread) }}) as said
    left join {{ aliases }} as aliases
        on said.user_id = aliases.previous_id
    where not exists (
        select 1 from {{ known }} as known
        where
            known.anonymous_id = said.anonymous_id
            and (
                known.is_shared
                or (
                    known.user_id = coalesce(aliases.user_id, said.user_id)
                    and known.valid_from <= said.from_at
                    and known.valid_to > said.to_at
                )
            )
    )

    union

    select anonymous_id
    from {{ statements }}
    where user_id in {{ renamed }}

    union

    select anonymous_id
    from {{ events }}
    where anonymous_id is not null and user_id in {{ renamed }}
{%- endmacro %}

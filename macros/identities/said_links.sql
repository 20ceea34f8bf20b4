{#
said_links(unread)

    The query of the links that have come: anonymous_id, user_id as it was sent, and from_at and to_at,
    between which it was said, both included.

    unread: a relation of changes, as state_unread has them
#}
{% macro said_links(unread) -%}
    {%- set begin = "position(' ' in key) + 1" -%}
    {%- set length = "cast(substring(key from 1 for position(' ' in key) - 1) as integer)" -%}
    select
        substring(key from {{ begin }} for {{ length }}) as anonymous_id,
        substring(key from {{ begin }} + {{ length }}) as user_id,
        from_at,
        to_at
    from {{ unread }}
    where kind = 'link'
{%- endmacro %}

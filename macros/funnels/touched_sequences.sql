{#
touched_sequences()

    A pre-hook of int_funnels__sequences. Makes, for this transaction:

        touched         touched_funnel and touched_entity, whose attempts are put in turn again, and from_at,
                        from when on: nothing that began earlier has changed
        turns_before    of each of these the last that was counted before, after which they go on

    Nothing where the model is not there yet.
#}
{% macro touched_sequences() -%}
    {%- if execute and load_relation(this) is not none -%}
        {%- do org_funnels.temporary_table('touched',
            '(select touched_funnel, touched_entity, min(from_at) as from_at from ('
            ~ org_funnels.unread_attempts(this.identifier) ~ ') as unread group by touched_funnel, touched_entity)') -%}
        {%- do org_funnels.temporary_table('turns_before', '(' ~ org_funnels.turns_before(this) ~ ')') -%}
    {%- endif -%}
{%- endmacro %}

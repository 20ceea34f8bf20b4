{#
touched_intervals()

    A pre-hook of int_identities__intervals. Makes the temporary table `touched`, with the anonymous ids of
    touched_identities(). Nothing where the model is not there yet.
#}
{% macro touched_intervals() -%}
    {%- if execute and load_relation(this) is not none -%}
        {%- set unread = '(select * from ' ~ ref('state_unread')
            ~ ' where reader = ' ~ org_funnels.literal(this.identifier) ~ ') as unread' -%}
        {%- do org_funnels.temporary_table('touched', '(' ~ org_funnels.touched_identities(
            unread, ref('int_identities__statements'), ref('int_events__dispositions'), ref('int_identities__user_aliases'), this
        ) ~ ')') -%}
    {%- endif -%}
{%- endmacro %}

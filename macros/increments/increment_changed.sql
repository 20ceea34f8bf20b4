{#
increment_changed(stored, columns, keys)

    Makes the temporary table `changed`: the rows that are in a model and no longer in its query, with a
    `came` of -1, and those that are new to it, with 1. All rows of a key of which one changed are in it.

    stored: the relation of the model's rows that are compared with the temporary table `computed`
    columns: of the model, quoted
    keys: of them those by which a row is found again; none: all of its columns
#}
{% macro increment_changed(stored, columns, keys) -%}
    {%- set rows = 'select ' ~ columns | join(', ') ~ ' from ' -%}
    {%- if keys -%}
        {%- do org_funnels.temporary_table('changed_keys', org_funnels.increment_changed_keys(stored, columns, keys)) -%}
        {%- set gone = stored ~ ' inner join changed_keys using (' ~ keys | join(', ') ~ ')' -%}
        {%- set fresh = 'computed inner join changed_keys using (' ~ keys | join(', ') ~ ')' -%}
    {%- else -%}
        {%- set gone = '(' ~ rows ~ stored ~ ' except all ' ~ rows ~ 'computed) as gone' -%}
        {%- set fresh = '(' ~ rows ~ 'computed except all ' ~ rows ~ stored ~ ') as fresh' -%}
    {%- endif -%}
    {%- do org_funnels.temporary_table(
        'changed', '(select *, -1 as came from (' ~ rows ~ gone ~ ') as went union all select *, 1 as came from (' ~ rows ~ fresh ~ ') as came_in)'
    ) -%}
{%- endmacro %}

{#
increment_deleted(relation, keys, scopes)

    Deletes from a model the rows of the keys that changed, or without keys those of the touched scopes.

    relation: the table
    keys: names of columns, quoted; the temporary table `changed_keys` has them
    scopes: as in increment_stored(); none: all of the table was compared
#}
{% macro increment_deleted(relation, keys, scopes) -%}
    {{ return(adapter.dispatch('increment_deleted', 'org_funnels')(relation, keys, scopes)) }}
{%- endmacro %}

{% macro default__increment_deleted(relation, keys, scopes) -%}
    {%- for scope in (scopes or ['true'] if not keys else [none]) -%}
        {%- call statement('gone') -%}
            delete from {{ relation }}
            {%- if keys %} as target
            using changed_keys
            where {{ org_funnels.increment_same_keys('target', 'changed_keys', keys) }}
            {%- else %}
            where {{ org_funnels.touched_bounds(scope) }}
            {%- endif %}
        {%- endcall -%}
    {%- endfor -%}
{%- endmacro %}

{% macro duckdb__increment_deleted(relation, keys, scopes) -%}
    {%- if not scopes -%}
        {%- do org_funnels.default__increment_deleted(relation, keys, scopes) -%}
    {%- else -%}
        {%- call statement('gone') -%}
            delete from {{ relation }}
            where rowid in (
                select stored_rowid from stored{{ ' inner join changed_keys using (' ~ keys | join(', ') ~ ')' if keys }}
            )
        {%- endcall -%}
    {%- endif -%}
{%- endmacro %}

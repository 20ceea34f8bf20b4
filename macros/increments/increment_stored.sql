{#
increment_stored(relation, columns, scopes)

    Makes the temporary table `stored`: a model's rows of the touched scopes. On DuckDB with `stored_rowid`,
    their place in the table, by which increment_deleted() finds them again without looking for them.

    relation: the table
    columns: of the model, quoted
    scopes: which rows, as SQL, none of them in two
#}
{% macro increment_stored(relation, columns, scopes) -%}
    {{ return(adapter.dispatch('increment_stored', 'org_funnels')(relation, columns, scopes)) }}
{%- endmacro %}

{% macro default__increment_stored(relation, columns, scopes) -%}
    {%- set found = [] -%}
    {%- for scope in scopes -%}
        {%- do found.append(org_funnels.rows_where(relation, columns | join(', '), scope)) -%}
    {%- endfor -%}
    {%- do org_funnels.temporary_table('stored', org_funnels.touched_bounds(found | join(' union all '))) -%}
{%- endmacro %}

{% macro duckdb__increment_stored(relation, columns, scopes) -%}
    {%- do org_funnels.default__increment_stored(relation, columns + ['rowid as stored_rowid'], scopes) -%}
{%- endmacro %}

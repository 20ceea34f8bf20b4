{#
view_marked(query)

    A post-hook of views, for increment_code(): on DuckDB a comment on the view that says of which query
    it was made. DuckDB prints the query of a view in other words when the file has been opened again, so
    that what it prints would say that the code has changed. Nothing on PostgreSQL, whose words stay, and
    nothing where dbt writes the view's description there.

    query: what the view is made of, `sql`
#}
{% macro view_marked(query) -%}
    {%- if execute and query -%}
        {{ return(adapter.dispatch('view_marked', 'org_funnels')(org_funnels.view_mark_prefix() ~ local_md5(query))) }}
    {%- endif -%}
{%- endmacro %}

{% macro default__view_marked(mark) -%}{%- endmacro %}

{% macro duckdb__view_marked(mark) -%}
    {%- if model.config.materialized == 'view' and not config.persist_relation_docs() -%}
    comment on view {{ this }} is {{ org_funnels.literal(mark) }}
    {%- endif -%}
{%- endmacro %}

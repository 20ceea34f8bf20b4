{#
increment_code(sql, views)

    SQL for a hash of a model's code: its query and what the views on the way are in the warehouse now.
    It changes with the tracking plan, with a macro, a variable, or a column of a raw table. On DuckDB a
    view is known by its mark, see view_marked(), and by what DuckDB prints of it only where it has none.

    sql: the whole query
    views: [schema, name] pairs
#}
{% macro increment_code(sql, views) -%}
    {{ return(adapter.dispatch('increment_code', 'org_funnels')(local_md5(sql), views)) }}
{%- endmacro %}

{% macro default__increment_code(hash, views) -%}
    md5({{ org_funnels.literal(hash) }}
        {%- if views %} || (
            select coalesce(string_agg(pg_get_viewdef(pg_class.oid), '' order by nspname, relname), '')
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            where relkind = 'v' and (nspname, relname) in (
                {%- for schema, name in views -%}
                ({{ org_funnels.literal(schema) }}, {{ org_funnels.literal(name) }}){{ ', ' if not loop.last }}
                {%- endfor -%}
            )
        )
        {%- endif %})
{%- endmacro %}

{% macro duckdb__increment_code(hash, views) -%}
    md5({{ org_funnels.literal(hash) }}
        {%- if views %} || (
            select coalesce(string_agg(
                case when starts_with(comment, {{ org_funnels.literal(org_funnels.view_mark_prefix()) }}) then comment else sql end,
                '' order by schema_name, view_name
            ), '')
            from duckdb_views()
            where database_name = current_database() and (schema_name, view_name) in (
                {%- for schema, name in views -%}
                ({{ org_funnels.literal(schema) }}, {{ org_funnels.literal(name) }}){{ ', ' if not loop.last }}
                {%- endfor -%}
            )
        )
        {%- endif %})
{%- endmacro %}

{#
is_loaded_since(times, variable)

    SQL on source_table and loaded_at: whether a row of a raw table was loaded at or after the table's
    time; true for tables without one. A literal for each, so that PostgreSQL comes to one comparison
    for each raw table, for which it can use an index. DuckDB, which would plan a case of hundreds anew
    for each raw table, looks them up in a map.

    times: [source_table, SQL of a timestamp] pairs, each table once
    variable: of DuckDB's session, set here, to hold the map where many statements ask; without one
        the map is in the statement, which may then run in another session than this macro
#}
{% macro is_loaded_since(times, variable=none) -%}
    {%- if not times -%}{{ return('true') }}{%- endif -%}
    {{ return(adapter.dispatch('is_loaded_since', 'org_funnels')(times, variable)) }}
{%- endmacro %}

{% macro default__is_loaded_since(times, variable) -%}
    case source_table
        {%- for source_table, since in times %}
        when {{ org_funnels.literal(source_table) }} then loaded_at >= {{ since }}
        {%- endfor %}
        else true
    end
{%- endmacro %}

{% macro duckdb__is_loaded_since(times, variable) -%}
    {%- set tables = [] -%}
    {%- for source_table, since in times -%}{%- do tables.append(org_funnels.literal(source_table)) -%}{%- endfor -%}
    {%- set since = namespace(
        sql='map([' ~ tables | join(', ') ~ '], [' ~ times | map(attribute=1) | join(', ') ~ '])'
    ) -%}
    {%- if variable -%}
        {%- do run_query('set variable ' ~ variable ~ ' = ' ~ since.sql) -%}
        {%- set since.sql = "getvariable('" ~ variable ~ "')" -%}
    {%- endif -%}
    loaded_at >= coalesce({{ since.sql }}[source_table], {{ org_funnels.beginning_of_time() }})
{%- endmacro %}

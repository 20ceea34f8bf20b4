{#
touched_bounds(sql)

    SQL in which each `(select min(<column>) from touched)`, or max, of a time is the time that it gives
    now. By a literal DuckDB knows which blocks of rows it need not read, and PostgreSQL how many rows
    there will be; by a query neither does.

    sql: a query of an increment, or its scope; none stays none
#}
{% macro touched_bounds(sql) -%}
    {%- set bounds = modules.re.findall('[(]select ((?:min|max)[(][a-z_]+[)]) from touched[)]', sql or '') | unique | list -%}
    {%- if not bounds -%}{{ return(sql) }}{%- endif -%}
    {%- set times = [] -%}
    {%- for bound in bounds -%}
        {#- text that dbt does not take for a time, which it would round to its own kind of time -#}
        {%- do times.append("'at ' || " ~ org_funnels.timestamp_text('cast(' ~ bound ~ ' as timestamp)')) -%}
    {%- endfor -%}
    {%- set found = run_query('select ' ~ times | join(', ') ~ ' from touched').rows[0] -%}
    {%- set filled = namespace(sql=sql) -%}
    {%- for bound in bounds -%}
        {%- set time = 'null' if found[loop.index0] is none else org_funnels.literal(found[loop.index0][3:-1]) -%}
        {%- set filled.sql = filled.sql | replace('(select ' ~ bound ~ ' from touched)', 'cast(' ~ time ~ ' as timestamp)') -%}
    {%- endfor -%}
    {{ return(filled.sql) }}
{%- endmacro %}

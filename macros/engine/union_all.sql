{#
union_all(queries)

    The rows of all queries.

    queries: with the same columns and types, one or more
#}
{% macro union_all(queries) -%}
    {{ return(adapter.dispatch('union_all', 'org_funnels')(queries)) }}
{%- endmacro %}

{% macro default__union_all(queries) -%}
    {{ return(queries | join('\n\nunion all\n\n')) }}
{%- endmacro %}

{#
DuckDB plans a union of n queries in a time that grows with n squared: it visits all of the plan for each of them
(2.0, 300 staging models: 12 s). Halves of halves, each a select of its own, are planned in a third of it. A longer
list in brackets would not do: DuckDB writes a view of it to the file as a union of unions, and visits all of the
plan for each union in a union.
#}
{% macro duckdb__union_all(queries) -%}
    {%- if queries | length == 1 -%}{{ return(queries[0]) }}{%- endif -%}
    {%- set middle = queries | length // 2 -%}
    {{ return(
        'select * from (\n' ~ org_funnels.union_all(queries[:middle]) ~ '\n\nunion all\n\n'
        ~ org_funnels.union_all(queries[middle:]) ~ '\n) as united'
    ) }}
{%- endmacro %}

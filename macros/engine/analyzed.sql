{#
analyzed(relation)

    A post-hook that tells the planner what a table that was just built holds. PostgreSQL's own
    daemon gets to it minutes later, and until then the planner takes every column for 200 values:
    a join on three of them seems to give a row or two, and is done as a loop in a loop (a mart that
    took 84 s so takes 1 s). Nothing for a view, for an increment, which is counted when it is built and
    then changes little, and on engines that count as they write.

    relation: the model, `this`
#}
{% macro analyzed(relation) -%}
    {{ return(adapter.dispatch('analyzed', 'org_funnels')(relation)) }}
{%- endmacro %}

{% macro default__analyzed(relation) -%}
    {%- if model.config.materialized not in ['view', 'increment'] -%}
    analyze {{ relation }}
    {%- endif -%}
{%- endmacro %}

{% macro duckdb__analyzed(relation) -%}{%- endmacro %}

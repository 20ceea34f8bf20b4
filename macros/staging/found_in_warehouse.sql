{#
found_in_warehouse(relation)

    The relation, or none where the warehouse does not have it.

    load_relation() alone will not do for sources: dbt lists a source's schema when a model first asks for
    it, and puts one relation after the other into its cache. What another thread looks for meanwhile is
    said not to exist. So what the cache does not have is looked for in the warehouse.

    relation: a source, or any relation
#}
{% macro found_in_warehouse(relation) -%}
    {%- set cached = load_relation(relation) -%}
    {%- if cached is not none -%}{{ return(cached) }}{%- endif -%}
    {%- set listed = list_relations_without_caching(relation.without_identifier()) -%}
    {{ return(relation if relation.identifier in (listed.columns['name'].values() | list) else none) }}
{%- endmacro %}

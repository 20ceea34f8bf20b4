{#
stage_aliases(tables)

    The alias calls of all sources: which user id took over from which. Every raw row is kept. A
    source without the table has no rows.

    tables: [{'source', 'table', 'relation'}]
#}
{% macro stage_aliases(tables) -%}
    {{ org_funnels.stage_identification(tables, {'previous_id': 'previous_id', 'user_id': 'user_id'}) }}
{%- endmacro %}

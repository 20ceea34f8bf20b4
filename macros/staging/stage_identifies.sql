{#
stage_identifies(tables)

    The identify calls of all sources: who an anonymous id said to be, and when. Every raw row is
    kept. A source without the table has no rows.

    tables: [{'source', 'table', 'relation'}]
#}
{% macro stage_identifies(tables) -%}
    {{ org_funnels.stage_identification(tables, {'anonymous_id': 'anonymous_id', 'user_id': 'user_id'}) }}
{%- endmacro %}

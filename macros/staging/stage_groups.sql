{#
stage_groups(tables)

    The group calls of all sources: which org a user said to be working in, and when. Every raw row
    is kept. A source without the table has no rows.

    tables: [{'source', 'table', 'relation'}]
#}
{% macro stage_groups(tables) -%}
    {{ org_funnels.stage_identification(
        tables, {'anonymous_id': 'anonymous_id', 'user_id': 'user_id', 'group_id': 'group_id'}
    ) }}
{%- endmacro %}

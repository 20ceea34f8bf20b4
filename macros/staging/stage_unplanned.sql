{#
stage_unplanned(tables)

    The rows of split raw tables that no branch of the tracking plan takes, in the columns of
    event_columns(). They are rejected as `unplanned`, and counted in the ledger.

    tables: [{'source', 'table', 'relation', 'optional', 'declared_in', 'siblings'}], see
    branch_of_row()
#}
{% macro stage_unplanned(tables) -%}
    {%- set event = {'event_name': none, 'feature': none, 'action': none, 'properties': {}, 'treatment_prefix': ''} -%}
    {%- set selects = [] -%}
    {%- for table in tables -%}
        {%- set branch = dict(table, org=[], columns={}, repo=none, view=none) -%}
        {%- set columns = org_funnels.raw_table_columns(table, org_funnels.named_columns(branch, {})) -%}
        {%- if columns is not none -%}
            {%- do selects.append(org_funnels.unplanned_rows(event, branch, columns)) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ (selects or [org_funnels.empty_rows(org_funnels.event_columns())]) | join('\n\nunion all\n\n') }}
{%- endmacro %}

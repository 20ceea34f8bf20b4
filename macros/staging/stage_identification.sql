{#
stage_identification(tables, ids)

    What stage_identifies(), stage_groups() and stage_aliases() share: source, source_table,
    event_id, the ids, received_at, loaded_at and occurred_at of each raw row, with the times of
    stage_event().

    tables: [{'source', 'table', 'relation'}]
    ids: {column here: raw column}
#}
{% macro stage_identification(tables, ids) -%}
    {%- set text = dbt.type_string() -%}
    {%- set selects = [] -%}
    {%- for table in tables -%}
        {%- set columns = org_funnels.raw_table_columns(
            dict(table, optional=true), org_funnels.standard_columns() + (ids.values() | list) + [table.get('loaded_at') or 'uuid_ts']
        ) -%}
        {%- if columns is not none -%}
            {%- do selects.append(org_funnels.raw_identification_rows(table, ids, columns)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not selects -%}
        {%- set typed = [['source', text], ['source_table', text], ['event_id', text]] -%}
        {%- for name in ids -%}{%- do typed.append([name, text]) -%}{%- endfor -%}
        {%- do selects.append(org_funnels.empty_rows(
            typed + [['received_at', 'timestamp'], ['loaded_at', 'timestamp'], ['occurred_at', 'timestamp']]
        )) -%}
    {%- endif -%}
    {{ selects | join('\n\nunion all\n\n') }}
{%- endmacro %}

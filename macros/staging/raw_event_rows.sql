{#
raw_event_rows(event, branch, columns)

    The rows of one raw table that belong to one event: see stage_event().

    event: {'event_name', 'feature', 'action', 'properties', 'treatment_prefix'}
    branch: {'source', 'table', 'relation', 'optional', 'declared_in',
             'org': [{'by': id | name | repo | group, 'column'}], in order of trust, four at most
             'repo', 'view': raw columns or none, 'from', 'until': ISO 8601 text or none,
             'columns': {property: raw column}, 'siblings', 'position': see branch_of_row()}
    columns: what raw_table_columns() gave
#}
{% macro raw_event_rows(event, branch, columns) -%}
    {%- set is_split = branch['siblings'] | length > 1 or branch['siblings'][0]['where'] -%}
    select
        {{ org_funnels.literal(branch['source']) }} as source,
        {{ org_funnels.literal(branch['source'] ~ '.' ~ branch['table']) }} as source_table,
        {{ org_funnels.literal(event['event_name']) }} as event_name,
        {{ org_funnels.literal(event['feature']) }} as feature,
        {{ org_funnels.literal(event['action']) }} as action,
        case
            when not ({{ org_funnels.in_range('coalesce(received_at, loaded_at)', branch.get('from'), branch.get('until')) }})
                then 'outside_plan'
        end as plan_rejection,
        {%- for name in ['event_id', 'anonymous_id', 'user_id'] %}
        {{ org_funnels.id_of_raw_text(name) }} as {{ name }},
        {%- endfor %}
        {%- for number in range(1, 5) %}
        {%- set step = branch['org'][number - 1] if branch['org'] | length >= number else none %}
        cast({{ org_funnels.literal(step['by']) if step else 'null' }} as {{ dbt.type_string() }}) as org_by_{{ number }},
        {{ org_funnels.id_of_raw_text('org_value_' ~ number) }} as org_value_{{ number }},
        {%- endfor %}
        {{ org_funnels.id_of_raw_text('repo') }} as repo,
        view,
        received_at,
        loaded_at,
        coalesce(
            stated_at, original_at, sent_at, received_at, nullif(loaded_at, {{ org_funnels.unknown_load_time() }})
        ) as occurred_at,
        treatments,
        properties,
        nullif(uncast_columns, '') as uncast_columns
        {%- for name in event['properties'] %},
        {{ adapter.quote(name) }}
        {%- endfor %}
    from (
        {{ org_funnels.raw_event_values(event, branch, columns) }}
    ) as raw_values
    {%- if is_split %}
    where plan_branch = {{ branch['position'] }}
    {%- endif %}
{%- endmacro %}

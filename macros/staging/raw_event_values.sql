{#
raw_event_values(event, branch, columns)

    The inner select of raw_event_rows(): each raw column read once, cleaned and cast. Of
    ids it gives the text: id_of_raw_text() is for the select around it, so that no engine trims them
    twice.

    event, branch, columns: as in raw_event_rows()
#}
{% macro raw_event_values(event, branch, columns) -%}
    {%- set times = {'stated_at': 'timestamp', 'original_at': 'original_timestamp', 'sent_at': 'sent_at', 'received_at': 'received_at'} -%}
        select
            {{ org_funnels.branch_of_row(branch['siblings'], columns, branch.get('loaded_at')) }} as plan_branch,
            {{ org_funnels.raw_id_text(columns, 'id') }} as event_id,
            {{ org_funnels.raw_id_text(columns, 'anonymous_id') }} as anonymous_id,
            {{ org_funnels.raw_id_text(columns, 'user_id') }} as user_id,
            {%- for number in range(1, 5) %}
            {%- set step = branch['org'][number - 1] if branch['org'] | length >= number else none %}
            {{ org_funnels.raw_id_text(columns, org_funnels.org_step_column(step, branch)) }} as org_value_{{ number }},
            {%- endfor %}
            {{ org_funnels.raw_id_text(columns, branch.get('repo')) }} as repo,
            {{ org_funnels.raw_text(columns, branch.get('view')) }} as view,
            {%- for alias, name in times.items() %}
            {{ org_funnels.raw_time(columns, name) }} as {{ alias }},
            {%- endfor %}
            {{ org_funnels.raw_load_time(columns, branch.get('loaded_at')) }} as loaded_at,
            {{ org_funnels.json_object(org_funnels.treatment_texts(event, columns)) }} as treatments,
            {{ org_funnels.json_object(org_funnels.property_texts(event, branch, columns)) }} as properties,
            {{ org_funnels.uncast_names(event, branch, columns) }} as uncast_columns
            {%- for name, type in event['properties'].items() %},
            {{ org_funnels.raw_property(columns, branch['columns'].get(name, name), type) }} as {{ adapter.quote(name) }}
            {%- endfor %}
        from {{ branch['relation'] }}
{%- endmacro %}

{#
funnel_exclusions(events, settings)

    CTEs of funnel_attempts() after funnel__chains: for every exclusion the first such event after
    the step that it counts from, and at last funnel__kept, the chains with excluded_at, when the
    first of them ended it. An exclusion ends a chain between its two steps or, where the second is
    missing, up to the end of the window.

    events: as in funnel_attempts()
    settings: what funnel_settings() gave
#}
{% macro funnel_exclusions(events, settings) -%}
    {%- set ends = [] -%}
    {%- set columns = ['entity_id'] -%}
    {%- for step in settings['steps'] -%}
        {%- set step_name = 'step_' ~ loop.index ~ '_' -%}
        {%- for column in ['at', 'event_id', 'user_id'] -%}
            {%- do columns.append(step_name ~ column) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for exclusion in settings['exclusions'] -%}
        {%- set stop = 'stop_' ~ loop.index ~ '_at' -%}
        {%- set missed = stop if settings['window'] is none else
            'case when ' ~ stop ~ ' <= ' ~ org_funnels.add_seconds('step_1_at', settings['window']) ~ ' then ' ~ stop ~ ' end' -%}
        {%- do ends.append(
            'case when step_' ~ exclusion['to'] ~ '_at is null then ' ~ missed
            ~ ' when ' ~ stop ~ ' < step_' ~ exclusion['to'] ~ '_at then ' ~ stop ~ ' end'
        ) %}
    funnel__stops_{{ loop.index }} as (

        select distinct
            entity_id,
            occurred_at

        from {{ events }}

        where
            entity_id is not null and occurred_at is not null and event_id is not null
            and {{ exclusion['match'] }}

    ),

    funnel__stopped_{{ loop.index }} as (

        {{ org_funnels.funnel_following(
            rows='funnel__chains' if loop.first else 'funnel__stopped_' ~ loop.index0,
            row_columns=columns | list,
            at='step_' ~ exclusion['from'] ~ '_at',
            candidates='funnel__stops_' ~ loop.index,
            named='stop_' ~ loop.index,
        ) | indent(8) }}

    ),
    {% do columns.append(stop) -%}
    {% endfor %}
    funnel__kept as (

        select
            *,
            {% if ends | length > 1 -%}
            least({{ ends | join(', ') }})
            {%- else -%}
            {{ ends[0] if ends else 'cast(null as timestamp)' }}
            {%- endif %} as excluded_at

        from {{ 'funnel__stopped_' ~ settings['exclusions'] | length if ends else 'funnel__chains' }}

    )
{%- endmacro %}

{#
funnel_attempt_columns(events, settings, as_of)

    The last select of funnel_attempts(), from funnel__kept: its columns, with what an exclusion cut
    off taken away, and what became of each attempt by as_of.

    events, as_of: as in funnel_attempts()
    settings: what funnel_settings() gave
#}
{% macro funnel_attempt_columns(events, settings, as_of) -%}
    {%- set numbers = range(1, settings['steps'] | length + 1) | list -%}
    {%- set matures_at = org_funnels.add_seconds('step_1_at', settings['window'] or settings['maturity']) -%}
    select
        entity_id,
        step_1_event_id as attempt_id,
        step_1_at as entered_at,
        steps_reached,
        steps_before_exclusion,
        case
            when excluded_at is not null then 'excluded'
            when steps_reached = {{ numbers | length }} then 'converted'
            when {{ matures_at }} > as_of then 'in_progress'
            else 'dropped'
        end as status,
        {{ matures_at }} <= as_of as is_mature,
        {{ matures_at }} as matures_at,
        {{ org_funnels.funnel_last_time('steps_reached', numbers) }} as last_reached_at,
        {{ org_funnels.funnel_last_time('steps_before_exclusion', numbers) }} as finished_at,
        excluded_at
        {%- for number in numbers %}
        {%- for column in ['at', 'event_id', 'user_id'] %},
        {%- if settings['exclusions'] %}
        case when steps_reached >= {{ number }} then step_{{ number }}_{{ column }} end as step_{{ number }}_{{ column }}
        {%- else %}
        step_{{ number }}_{{ column }}
        {%- endif %}
        {%- endfor %}
        {%- if settings['order'] == 'unordered' %},
        step_{{ number }}_number
        {%- endif %}
        {%- endfor %}

    from (
        select
            *,
            {% for number in numbers -%}
            {{ '+ ' if not loop.first }}case when step_{{ number }}_at is not null then 1 else 0 end
            {% endfor -%}
            as steps_before_exclusion,
            {% for number in numbers -%}
            {{ '+ ' if not loop.first -}}
            case when {{ 'step_' ~ number ~ '_at is not null' -}}
            {{ ' and (excluded_at is null or step_' ~ number ~ '_at < excluded_at)' if settings['exclusions'] }} then 1 else 0 end
            {% endfor -%}
            as steps_reached
        from funnel__kept
    ) as funnel__counted

    cross join (
        select {{ as_of or '(select max(occurred_at) from ' ~ events ~ ')' }} as as_of
    ) as funnel__clock
{%- endmacro %}

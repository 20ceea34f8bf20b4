{#
is_judged_anew()

    SQL on int_events__dispositions: whether a row that was received and loaded at no known time, and so
    is held against the end of the data, is no longer ahead of it, or only now.
#}
{% macro is_judged_anew() -%}
    event_id is not null and plan_rejection is null
    and received_at is null and loaded_at = {{ org_funnels.unknown_load_time() }}
    and (coalesce(reason, '') = 'future_time') <> coalesce(
        occurred_at > (
            select {{ org_funnels.add_seconds('as_of', var('max_hours_ahead') * 3600) }}
            from {{ ref('int_as_of') }}
        ),
        false
    )
{%- endmacro %}

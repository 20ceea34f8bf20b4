{#
union_funnel_steps(funnels)

    The reached steps of all funnels, one under the other: funnel, entity_id, attempt_id,
    entered_at, steps_reached, step_number, declared_number, reached_at, event_id, user_id. No rows
    when there is no funnel.

    step_number is how many steps were reached by then, and declared_number which one of the funnel's
    steps it was: the same, but where the funnel has no order.

    funnels: [{'funnel': name, 'relation': a model made by funnel_attempts(), 'step_count'}], and
        'order': 'unordered' for one of that order
#}
{% macro union_funnel_steps(funnels) -%}
    {%- set text = dbt.type_string() -%}
    {%- for item in funnels %}
    {%- set outer = loop %}
    {%- for number in range(1, item['step_count'] + 1) %}
    select
        cast({{ org_funnels.literal(item['funnel']) }} as {{ text }}) as funnel,
        cast(entity_id as {{ text }}) as entity_id,
        cast(step_1_event_id as {{ text }}) as attempt_id,
        entered_at,
        cast(steps_reached as integer) as steps_reached,
        cast({{ number }} as integer) as step_number,
        cast({{ 'step_' ~ number ~ '_number' if item.get('order') == 'unordered' else number }} as integer)
            as declared_number,
        step_{{ number }}_at as reached_at,
        cast(step_{{ number }}_event_id as {{ text }}) as event_id,
        cast(step_{{ number }}_user_id as {{ text }}) as user_id
    from {{ item['relation'] }}
    where steps_reached >= {{ number }}
    {{- '\n\nunion all\n' if not (loop.last and outer.last) }}
    {%- endfor %}
    {%- endfor %}
    {%- if not funnels -%}
    {{ org_funnels.empty_rows([
        ['funnel', text], ['entity_id', text], ['attempt_id', text], ['entered_at', 'timestamp'],
        ['steps_reached', 'integer'], ['step_number', 'integer'], ['declared_number', 'integer'],
        ['reached_at', 'timestamp'], ['event_id', text], ['user_id', text],
    ]) }}
    {%- endif -%}
{%- endmacro %}

{#
funnel_events(entity, steps, exclusions, order)

    What can match a step of a declared funnel, events and production records alike: event_id,
    `<record>:<id>` for a record; entity_id; user_id; occurred_at; is_step_<k> for each step and
    is_exclusion_<m> for each exclusion, never null; and is_first_of_<k> for a step with first_time
    any, which says that the event is of the step's name, whatever its `where`. For a strict funnel
    all events of the entities, and all records of the kinds that it names, for they break its chains.

    What has no entity is left out, and what internal orgs and users did unless
    var('include_internal'): funnel_left_out() counts both.

    entity: org | user | visitor
    steps: [{'name', 'event' or 'production', or neither for any event, 'where': as in
        funnel_condition(), 'first_time'}], in order
    exclusions: [{'event' or 'production', or neither, 'where'}]
    order: ordered | strict | unordered
#}
{% macro funnel_events(entity, steps, exclusions=[], order='ordered') -%}
    {%- set matchers = steps + exclusions + ([{}] if order == 'strict' else []) -%}
    {%- set selects = [] -%}
    {%- for record in org_funnels.funnel_records(entity, matchers) -%}
        {%- do selects.append(org_funnels.funnel_step_rows(record, steps, exclusions, order)) -%}
    {%- endfor -%}
    {{ selects | join('\n\nunion all\n\n') }}
{%- endmacro %}

{#
stage_event(event_name, feature, action, branches, properties, treatment_prefix)

    The rows of every raw table of one event, in the columns of event_columns(), then one column per
    property, typed as declared. Every raw row is kept: what cannot be cast is null there, named in
    uncast_columns and still in properties as text. A row outside a branch's [from, until) is kept
    too, with plan_rejection.

    properties holds the declared properties under their names, and columns that the plan does not
    know under their own. Segment's own columns, context_* and those read as org, repo or view are
    left out.

    Written by `org-funnels plan sync`:
    event_name, feature, action: text
    branches: one dict per raw table, see raw_event_rows()
    properties: {name: text | integer | number | boolean | timestamp}
    treatment_prefix: columns that start so are A/B treatments, not properties
#}
{% macro stage_event(event_name, feature, action, branches, properties={}, treatment_prefix='treatment_') -%}
    {%- set event = {
        'event_name': event_name, 'feature': feature, 'action': action, 'properties': properties,
        'treatment_prefix': treatment_prefix,
    } -%}
    {%- set selects = [] -%}
    {%- for branch in branches -%}
        {%- set columns = org_funnels.raw_table_columns(branch, org_funnels.named_columns(branch, properties)) -%}
        {%- if columns is not none -%}
            {%- do selects.append(org_funnels.raw_event_rows(event, branch, columns)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not selects -%}
        {%- set typed = [] -%}
        {%- for name, type in properties.items() -%}
            {%- do typed.append([name, org_funnels.property_type(type)]) -%}
        {%- endfor -%}
        {%- do selects.append(org_funnels.empty_rows(org_funnels.event_columns() + typed)) -%}
    {%- endif -%}
    {{ selects | join('\n\nunion all\n\n') }}
{%- endmacro %}

{#
funnel_record(name, entity)

    Where a funnel step that is a production record is read: {'relation', 'id', 'entity', 'user',
    'at', 'where'}, expressions on the relation's columns. Stops the build for a record that the
    entity does not have: a subscription belongs to an org, not to a person.

        record                 org        user       visitor
        subscription_changes   org_id
        orgs                   org_id
        users                             user_id    'user:' || user_id

    name: subscription_changes | orgs | users
    entity: org | user | visitor
#}
{% macro funnel_record(name, entity) -%}
    {%- set none_of_text = 'cast(null as ' ~ dbt.type_string() ~ ')' -%}
    {%- set of_user = {'user': 'user_id', 'visitor': "'user:' || user_id"} -%}
    {%- if name == 'subscription_changes' and entity == 'org' -%}
        {{ return({
            'relation': ref('fct_subscription_changes'), 'id': 'subscription_change_id', 'entity': 'org_id',
            'user': none_of_text, 'at': 'changed_at',
        }) }}
    {%- elif name == 'orgs' and entity == 'org' -%}
        {{ return({
            'relation': ref('int_production__orgs'), 'id': 'org_id', 'entity': 'org_id',
            'user': none_of_text, 'at': 'created_at',
        }) }}
    {%- elif name == 'users' and entity in of_user -%}
        {{ return({
            'relation': ref('int_production__users'), 'id': 'user_id', 'entity': of_user[entity],
            'user': 'user_id', 'at': 'created_at',
        }) }}
    {%- endif -%}
    {{ exceptions.raise_compiler_error(
        "funnel_record: a step reads production " ~ name ~ " for the entity " ~ entity ~ ", and there is no such record: "
        ~ "an org has subscription_changes and orgs, a user or visitor has users. Correct the step, or the funnel's "
        ~ "entity, in tracking_plan/funnels.yml."
    ) }}
{%- endmacro %}

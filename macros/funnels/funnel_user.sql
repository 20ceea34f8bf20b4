{#
funnel_user(user_id)

    Who did an event, as text: the column, or null where there is none.

    user_id: as in funnel_attempts()
#}
{% macro funnel_user(user_id) -%}
    {{ return('cast(' ~ (user_id or 'null') ~ ' as ' ~ dbt.type_string() ~ ')') }}
{%- endmacro %}

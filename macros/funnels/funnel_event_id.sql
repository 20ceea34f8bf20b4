{#
funnel_event_id()

    The id of an event as text: ids are ordered by their bytes, whatever type they have.
#}
{% macro funnel_event_id() -%}
    {{ return('cast(event_id as ' ~ dbt.type_string() ~ ')') }}
{%- endmacro %}

{#
attempt_log(at)

    What a model with attempts of many funnels logs: one of the `logs` of an increment.

    at: the column of when the attempt began
#}
{% macro attempt_log(at='entered_at') -%}
    {{ return({'kind': 'attempt', 'key': "funnel || ' ' || entity_id", 'at': at}) }}
{%- endmacro %}

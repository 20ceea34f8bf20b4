{#
in_range(expression, from, until)

    True when the time is in [from, until). An open end is no limit. Null for a null time with a
    limit.

        2026-04-15 00:00   from 2026-04-15   true
        2026-04-15 00:00   until 2026-04-15  false   the end is outside

    expression: a timestamp
    from, until: ISO 8601 text, or none
#}
{% macro in_range(expression, from, until) -%}
    {%- set limits = [] -%}
    {%- if from -%}{%- do limits.append(expression ~ " >= cast('" ~ from ~ "' as timestamp)") -%}{%- endif -%}
    {%- if until -%}{%- do limits.append(expression ~ " < cast('" ~ until ~ "' as timestamp)") -%}{%- endif -%}
    {{ limits | join(' and ') if limits else 'true' }}
{%- endmacro %}

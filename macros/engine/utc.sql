{#
utc(expression, family)

    The same moment as a timestamp without zone, in UTC. A timestamp without zone is taken to be in
    UTC already, a date is its midnight. Infinity is no moment: null.

    expression: a timestamp, timestamp with time zone, or date
    family: what type_family() says of its type
#}
{% macro utc(expression, family) -%}
    case
        when isfinite({{ expression }})
            then
                {%- if family == 'timestamptz' %} {{ org_funnels.utc_of_moment(expression) }}
                {%- else %} cast({{ expression }} as timestamp)
                {%- endif %}
    end
{%- endmacro %}

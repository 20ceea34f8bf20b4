{#
cast_iso_timestamp(expression)

    The UTC timestamp of a text that is known to be ISO 8601, in upper case. Raises on any other:
    callers check. A cast straight to timestamp would drop the offset (DuckDB 2.0 and PostgreSQL 18
    both do).

    expression: text, `2026-03-01T09:00:00+02:00`; without a zone it is in UTC
#}
{% macro cast_iso_timestamp(expression) -%}
    case
        when {{ org_funnels.matches(expression, '(Z|[+-][0-9]{2}(:?[0-9]{2})?)$') }}
            and length({{ expression }}) > 10
            then cast({{ expression }} as timestamp with time zone) at time zone 'UTC'
        else cast({{ expression }} as timestamp)
    end
{%- endmacro %}

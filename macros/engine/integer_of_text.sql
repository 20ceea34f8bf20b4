{#
integer_of_text(expression)

    The whole number that a text states as bigint, or null where it states none. Never raises.

        12      12
        12.0    12
        12.5    null
        ten     null
        ''      null

    expression: text
#}
{% macro integer_of_text(expression) -%}
    {%- set text = org_funnels.trimmed(expression) -%}
    case
        when {{ org_funnels.matches(text, '^[+-]?[0-9]{1,18}([.]0{1,30})?$') }}
            then cast(regexp_replace({{ text }}, '\.0+$', '') as bigint)
    end
{%- endmacro %}

{#
number_of_text(expression)

    The number that a text states as numeric(28, 9), or null where it states none. Never raises.

        12.50       12.500000000
        -3          -3.000000000
        1e-05       0.000010000
        ten         null
        1,000       null             a comma means different things in different places
        nan, inf    null
        ''          null

    expression: text
#}
{% macro number_of_text(expression) -%}
    {%- set text = org_funnels.trimmed(expression) -%}
    case
        when {{ org_funnels.matches(text, '^[+-]?[0-9]{1,18}([.][0-9]{1,30})?$') }}
            or {{ org_funnels.matches(text, '^[+-]?[0-9]([.][0-9]{1,30})?[eE](-[0-9]{1,2}|[+]?(0?[0-9]|1[0-7]))$') }}
            then cast({{ text }} as numeric(28, 9))
    end
{%- endmacro %}

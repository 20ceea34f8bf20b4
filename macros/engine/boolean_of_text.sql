{#
boolean_of_text(expression)

    The truth value that a text states, or null where it states none. Never raises.

        true, T, yes, 1     true
        false, F, no, 0     false
        maybe, ''           null

    expression: text
#}
{% macro boolean_of_text(expression) -%}
    case
        when {{ org_funnels.fold_ascii(org_funnels.trimmed(expression)) }} in ('true', 't', 'yes', 'y', '1') then true
        when {{ org_funnels.fold_ascii(org_funnels.trimmed(expression)) }} in ('false', 'f', 'no', 'n', '0') then false
    end
{%- endmacro %}

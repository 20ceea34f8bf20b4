{#
text_of(expression, family)

    The value as text, written the same on every engine. Null stays null.

        value                      family       text
        1042.0                     float        1042             ids from numbers are integers
        12.50                      decimal      12.5
        true                       boolean      true
        2026-03-01 09:00:00+02     timestamptz  2026-03-01T07:00:00.000000Z
        ' a '                      text         ' a '            nothing is trimmed here

    expression: any SQL expression
    family: what type_family() says of its type; `unknown` is treated as text
#}
{% macro text_of(expression, family) -%}
    {%- if family in ['float', 'decimal'] -%}
        {{ org_funnels.number_text(expression) }}
    {%- elif family in ['timestamp', 'timestamptz', 'date'] -%}
        {{ org_funnels.timestamp_text(org_funnels.utc(expression, family)) }}
    {%- else -%}
        cast({{ expression }} as {{ dbt.type_string() }})
    {%- endif -%}
{%- endmacro %}

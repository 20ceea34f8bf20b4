{#
raw_property(columns, name, type)

    A raw column as the type that the tracking plan declares; null where it cannot be cast. Never
    raises.

        type        from text         from another type
        text        as it is          text_of()
        integer     integer_of_text   12.0 becomes 12, 12.5 null
        number      number_of_text    numeric(28, 9)
        boolean     boolean_of_text   1 and 0 too
        timestamp   timestamp_of_text UTC

    columns: what raw_table_columns() gave
    name: the column's name, in any case, or none
    type: text | integer | number | boolean | timestamp
#}
{% macro raw_property(columns, name, type) -%}
    {%- set text = org_funnels.raw_text(columns, name) -%}
    {%- set column = columns.get(name | lower) if name is not none else none -%}
    {%- if column is none or column is undefined -%}
        cast(null as {{ org_funnels.property_type(type) }})
    {%- elif type == 'integer' and column['family'] == 'integer' -%}
        cast({{ adapter.quote(column['name']) }} as bigint)
    {%- elif type == 'boolean' and column['family'] == 'boolean' -%}
        {{ adapter.quote(column['name']) }}
    {%- elif type == 'timestamp' -%}
        {{ org_funnels.raw_time(columns, name) }}
    {%- elif type == 'text' -%}
        {{ text }}
    {%- elif type == 'integer' -%}
        {{ org_funnels.integer_of_text(text) }}
    {%- elif type == 'number' -%}
        {{ org_funnels.number_of_text(text) }}
    {%- elif type == 'boolean' -%}
        {{ org_funnels.boolean_of_text(text) }}
    {%- endif -%}
{%- endmacro %}

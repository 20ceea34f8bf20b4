{#
property_type(type)

    The SQL type of a property type of the tracking plan.

        text        text
        integer     bigint
        number      numeric(28, 9)
        boolean     boolean
        timestamp   timestamp

    type: text | integer | number | boolean | timestamp; any other stops the build
#}
{% macro property_type(type) -%}
    {%- set types = {
        'text': dbt.type_string(), 'integer': 'bigint', 'number': 'numeric(28, 9)', 'boolean': 'boolean',
        'timestamp': 'timestamp',
    } -%}
    {%- if type not in types -%}
        {{ exceptions.raise_compiler_error(
            "property_type: type is " ~ type ~ ", and must be one of " ~ (types.keys() | join(', ')) ~ ". "
            ~ "It comes from a property in the tracking plan; `org-funnels plan sync` writes it here."
        ) }}
    {%- endif -%}
    {{ return(types[type]) }}
{%- endmacro %}

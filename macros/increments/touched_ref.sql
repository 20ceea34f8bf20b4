{#
touched_ref(name)

    ref() of a model that is read for what is touched only. In a unit test its name and no more: a unit
    test has the whole query, and would have to give whatever a ref() names.

    name: a model
#}
{% macro touched_ref(name) -%}
    {{ return(name if model.resource_type == 'unit_test' else ref(name)) }}
{%- endmacro %}

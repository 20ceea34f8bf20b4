{#
production_dimensions(dimensions)

    What to break the missing rows down by, as a JSON object of texts. A dimension without a value
    is left out of it.

        dimensions                       attributes              country
        []                               {"browser": "Safari"}   DE        {}
        ['browser']                      {"browser": "Safari"}   DE        {"browser":"Safari"}
        ['browser', {column: country}]   {"browser": "Safari"}   DE        {"browser":"Safari","country":"DE"}
        ['browser']                      null                    DE        {}

    dimensions: a list of keys of the JSON column `attributes`, or of {'column': name}
#}
{% macro production_dimensions(dimensions) -%}
    {%- set pairs = {} -%}
    {%- for dimension in dimensions -%}
        {%- if dimension is mapping -%}
            {%- do pairs.update({
                dimension['column']: 'cast(' ~ dimension['column'] ~ ' as ' ~ dbt.type_string() ~ ')'
            }) -%}
        {%- else -%}
            {%- do pairs.update({dimension: org_funnels.json_value('attributes', dimension)}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ org_funnels.json_object(pairs) }}
{%- endmacro %}

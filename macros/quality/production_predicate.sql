{#
production_predicate(where)

    A `where` of the tracking plan on the columns of a production contract, as one SQL predicate
    that is true or false, never null. True when there is no condition.

        where                                         is_internal
        []                                            null    true
        [{column: is_internal, op: =, value: false}]  false   true
        [{column: is_internal, op: =, value: false}]  true    false
        [{column: is_internal, op: =, value: false}]  null    false   a condition must be true to hold

    where: a list of {'column', 'op', 'value'}
#}
{% macro production_predicate(where) -%}
    {%- if not where -%}
        true
    {%- else -%}
        coalesce(
            {%- for item in where %}
            ({{ org_funnels.condition(
                'cast(' ~ item['column'] ~ ' as ' ~ dbt.type_string() ~ ')', item['op'], item.get('value')
            ) }})
            {{- ' and' if not loop.last }}
            {%- endfor -%}
        , false)
    {%- endif -%}
{%- endmacro %}

{#
number_text(expression)

    A float or decimal as text: a whole number without a point, any other without trailing zeros.

        1042.0      1042
        12.50       12.5
        0.00001     1e-05
        1e20        1e20
        NaN         nan
        null        null

    expression: of a float or decimal type
#}
{% macro number_text(expression) -%}
    case
        when abs({{ expression }}) < 1000000000000000 and {{ expression }} = trunc({{ expression }})
            then cast(cast({{ expression }} as bigint) as {{ dbt.type_string() }})
        else
            {#- engines differ in 'e+20', '1000000000000000.0' and 'Infinity' #}
            regexp_replace(
                replace(
                    replace(lower(cast({{ expression }} as {{ dbt.type_string() }})), 'e+', 'e'),
                    'infinity', 'inf'
                ),
                '(\.[0-9]*[1-9])0+$|\.0+$', '\1'
            )
    end
{%- endmacro %}

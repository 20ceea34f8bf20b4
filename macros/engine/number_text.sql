{#
number_text(expression)

    A float or decimal as text: a whole number without a point, any other without trailing zeros.

        1042.0               1042
        12.50                12.5
        0.00001              1e-05
        1234567890123456.0   1234567890123456   whole up to 2^53, where a double is exact
        1e20                 1e20
        NaN                  nan
        null                 null

    expression: of a float or decimal type
#}
{% macro number_text(expression) -%}
    case
        when abs({{ expression }}) <= 9007199254740992 and {{ expression }} = trunc({{ expression }})
            then cast(
                cast(cast({{ expression }} as double precision) as bigint) as {{ dbt.type_string() }}
            )
        else
            {#- engines differ in 'e+20', '1000000000000000.0', 'Infinity' and 'NaN' #}
            regexp_replace(
                replace(replace(replace(
                    cast({{ expression }} as {{ dbt.type_string() }}), 'e+', 'e'
                ), 'Infinity', 'inf'), 'NaN', 'nan'),
                '(\.[0-9]*[1-9])0+$|\.0+$', '\1'
            )
    end
{%- endmacro %}

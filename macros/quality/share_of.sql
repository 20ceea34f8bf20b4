{#
share_of(part, whole)

    A part of a whole as numeric(18, 6), rounded down: in double precision, whose division is the
    same on every engine, where that of decimals is not.

        part    whole
        2       3       0.666666
        1       128     0.007812
        3       3       1.000000
        0       3       0.000000
        1       0       null

    part, whole: whole numbers or numerics of which neither is negative
#}
{% macro share_of(part, whole) -%}
    cast(
        case
            when {{ whole }} > 0
                then
                    floor(
                        cast({{ part }} as double precision) * 1000000
                        / cast({{ whole }} as double precision)
                    ) / 1000000
        end as numeric(18, 6)
    )
{%- endmacro %}

{#
chernoff_bound(missing, trials, rate)

    An upper bound of the probability that `missing` or more of `trials` rows lack their event by
    chance, when each has one with probability `rate`. As numeric(18, 6), rounded up. Never below
    the exact binomial tail, so a test that rejects when it is under alpha is wrong at most alpha of
    the time, and needs no lgamma. 0 or 1 rows more must be missing for small days, up to 7 for
    3,000.

        missing   trials   rate
        0         100      0.97   1.000000   nothing is missing
        3         100      0.97   1.000000   as many as expected
        4         100      0.97   0.855645
        15        100      0.97   0.000003
        15        100      0.95   0.000890
        3         3        0.95   0.000125   all are missing: the exact tail
        0         0        0.95   1.000000   no row proves nothing
        5         5        1      0.000000   none may be missing, and some are
        5000      5000     0.95   0.000001   rounded up: never a false zero
        null      100      0.97   null

    missing, trials: whole numbers, 0 <= missing <= trials
    rate: the rate to test against, numeric from 0 to 1

The bound is exp(-trials * D), D the Kullback-Leibler divergence of the missing share from 1 - rate.
It is computed in double precision, and rounded to nine digits before it is rounded up to six, so
that two engines whose exp and ln differ in the last bit store the same number. PostgreSQL's exp
fails where the result is too small for a double: the exponent stops at -700.
#}
{% macro chernoff_bound(missing, trials, rate) -%}
    {%- set missing_double = 'cast(' ~ missing ~ ' as double precision)' -%}
    {%- set matched_double = 'cast(' ~ trials ~ ' - ' ~ missing ~ ' as double precision)' -%}
    {%- set missing_expected = 'cast(' ~ trials ~ ' * (1 - ' ~ rate ~ ') as double precision)' -%}
    {%- set matched_expected = 'cast(' ~ trials ~ ' * ' ~ rate ~ ' as double precision)' -%}
    case
        when {{ missing }} is null or {{ trials }} is null or {{ rate }} is null
            then cast(null as numeric(18, 6))
        when {{ missing }} <= {{ trials }} * (1 - {{ rate }}) then cast(1 as numeric(18, 6))
        when {{ rate }} = 1 then cast(0 as numeric(18, 6))
        else
            cast(
                cast(
                    greatest(1, ceil(cast(
                        1000000 * exp(greatest(
                            cast(-700 as double precision),
                            - {{ missing_double }} * ln({{ missing_double }} / {{ missing_expected }})
                            - case
                                when {{ missing }} = {{ trials }} then 0
                                else {{ matched_double }} * ln({{ matched_double }} / {{ matched_expected }})
                            end
                        ))
                        as numeric(18, 3)
                    )))
                    as double precision
                ) / 1000000
                as numeric(18, 6)
            )
    end
{%- endmacro %}

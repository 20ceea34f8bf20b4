{#
detectable_at_most(trials, rate, alpha)

    So many missing rows are always enough for chernoff_bound() to fall under alpha, unless they are
    more than there are trials. From the divergence's lower bound (x - q) * (x - q) / (2 * x), q = 1
    - rate: it narrows the search for the smallest loss that can be seen.

        trials   rate   alpha
        100      0.95   0.001   25   the smallest is 15
        3        0.95   0.001   17   more than 3: all three must be tried
        100      1      0.001   16   the smallest is 1

    trials: a whole number; rate: from 0 to 1; alpha: 0.00001 or more, as bounds have six digits
#}
{% macro detectable_at_most(trials, rate, alpha) -%}
    {%- set expected = 'cast(' ~ trials ~ ' * (1 - ' ~ rate ~ ') as double precision)' -%}
    {#- a bound is rounded up to six digits, so the unrounded one must be that much lower -#}
    {%- set surprise = '-ln(cast(' ~ alpha ~ ' - 0.000002 as double precision))' -%}
    cast(
        2 + ceil(
            {{ expected }} + ({{ surprise }})
            + sqrt(({{ surprise }}) * ({{ surprise }}) + 2 * {{ expected }} * ({{ surprise }}))
        ) as bigint
    )
{%- endmacro %}

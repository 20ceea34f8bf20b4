{#
wilson_low(successes, trials)

    The lower end of Wilson's 95 % interval of a rate, as numeric(18, 6). For display.

        successes   trials
        85          100      0.767164
        100         100      0.963007
        0           100      0.000000
        2779        3315     0.825387
        0           0        null

    successes, trials: whole numbers, 0 <= successes <= trials
#}
{% macro wilson_low(successes, trials) -%}
    {{ org_funnels.wilson_bound(successes, trials, -1) }}
{%- endmacro %}

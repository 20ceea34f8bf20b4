{#
wilson_high(successes, trials)

    The upper end of Wilson's 95 % interval of a rate, as numeric(18, 6). For display.

        successes   trials
        85          100      0.906940
        100         100      1.000000
        0           100      0.036993
        2779        3315     0.850451
        0           0        null

    successes, trials: whole numbers, 0 <= successes <= trials
#}
{% macro wilson_high(successes, trials) -%}
    {{ org_funnels.wilson_bound(successes, trials, 1) }}
{%- endmacro %}

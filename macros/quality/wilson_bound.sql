{#
wilson_bound(successes, trials, side)

    One end of Wilson's 95 % interval of a rate, as numeric(18, 6). For display: the decision is
    made by chernoff_bound(), because Wilson's interval is too short for small windows. Use
    wilson_low() and wilson_high().

    successes, trials: whole numbers, 0 <= successes <= trials; null for 0 trials
    side: -1 for the lower end, 1 for the upper
#}
{% macro wilson_bound(successes, trials, side) -%}
    {#- the 97.5th percentile of the normal distribution -#}
    {%- set z = 'cast(1.959963984540054 as double precision)' -%}
    {%- set n = 'cast(' ~ trials ~ ' as double precision)' -%}
    {%- set rate = 'cast(' ~ successes ~ ' as double precision) / ' ~ n -%}
    case
        when {{ trials }} > 0
            then
                cast(
                    greatest(0, least(
                        1,
                        (
                            {{ rate }} + {{ z }} * {{ z }} / (2 * {{ n }})
                            {{ '-' if side < 0 else '+' }} {{ z }} * sqrt(
                                {{ rate }} * (1 - {{ rate }}) / {{ n }}
                                + {{ z }} * {{ z }} / (4 * {{ n }} * {{ n }})
                            )
                        ) / (1 + {{ z }} * {{ z }} / {{ n }})
                    ))
                    as numeric(18, 6)
                )
    end
{%- endmacro %}

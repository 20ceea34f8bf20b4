-- The rows of the table in macros/engine/duration_seconds.sql, and what people write else.
{% set cases = [
    ['14 days', 1209600], ['1 hour', 3600], [90, 90], ['0 days', none], ['14 dasy', none], [none, none],
    ['1 second', 1], ['2 minutes', 120], ['3 weeks', 1814400], [' 5  hours ', 18000], [0, none], [-1, none],
    [true, none], [1.5, none], ['days', none], ['14', none], ['', none], ['14 DAYS', none], ['365250 days', 31557600000],
    ['365251 days', none],
] %}
{% for duration, expected in cases %}
select
    {{ loop.index }} as case_number,
    {{ expected if expected is not none else 'cast(null as integer)' }} as expected
where {{ 'false' if org_funnels.duration_seconds(duration) == expected else 'true' }}
{{ 'union all' if not loop.last }}
{%- endfor %}

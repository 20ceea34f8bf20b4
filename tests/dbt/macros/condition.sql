-- The rows of the table in macros/staging/condition.sql, one by one. A null is not true, so that
-- it does not hold.
{% set cases = [
    ["'team'", '=', 'team', true], ["'Team'", '=', 'team', false],
    ["'team'", '!=', 'free', true], ["cast(null as text)", '!=', 'free', false],
    ["'10'", '=', 10, true], ["'10.0'", '>=', 10, true], ["'9'", '>', 10, false],
    ["'ten'", '>', 1, false],
    ["'9'", '<', 10, true], ["'10'", '<=', 10, true],
    ["'yes'", '=', true, true], ["'false'", '!=', true, true],
    ["'2026-03-02'", '>', '2026-03-01', true], ["'B'", '<', 'a', true],
    ["'a'", 'in', ['a', 'b'], true], ["'c'", 'in', ['a', 'b'], false], ["'2.0'", 'in', [1, 2], true],
    ["'c'", 'not in', ['a', 'b'], true], ["'a'", 'not in', ['a', 'b'], false],
    ["'a big one'", 'contains', 'big', true], ["'a Big one'", 'contains', 'big', false],
    ["'100%'", 'contains', '%', true],
    ["'a'", 'not contains', 'b', true], ["cast(null as text)", 'not contains', 'b', false],
    ["'a Big one'", 'icontains', 'bIG', true], ["'a one'", 'icontains', 'big', false],
    ["'a Big one'", 'not icontains', 'big', false], ["'a one'", 'not icontains', 'BIG', true],
    ["cast(null as text)", 'not icontains', 'b', false],
    ["'a'", 'is set', none, true], ["''", 'is set', none, false],
    ["cast(null as text)", 'is set', none, false],
    ["cast(null as text)", 'is not set', none, true], ["''", 'is not set', none, true],
    ["'a'", 'is not set', none, false],
    ["'it''s'", '=', "it's", true],
] %}
with

answered as (
    {% for text, op, value, expected in cases %}
    select
        {{ loop.index }} as case_number,
        {{ expected }} as expected,
        coalesce({{ org_funnels.condition(text, op, value) }}, false) as actual
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select * from answered
where actual is distinct from expected

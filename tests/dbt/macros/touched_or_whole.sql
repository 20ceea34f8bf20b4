-- A query as an increment opens it, and the whole one, of two of each marker.
{% set query %}
from {{ org_funnels.touched_or_whole('few', 'all') }} {{ org_funnels.only_touched('where here') }}
from {{ org_funnels.touched_or_whole('less', 'more') }} {{ org_funnels.only_touched('on it') }}
{% endset %}
{% set cases = {
    'from few where here from less on it': org_funnels.with_touched(query),
    'from all from more': org_funnels.without_touched(query),
} %}
with

answered (expected, actual) as (

    values
    {% for expected, actual in cases.items() -%}
    (
        {{ org_funnels.literal(expected) }},
        {{ org_funnels.literal(actual.split() | join(' ')) }}
    ){{ ',' if not loop.last }}
    {% endfor %}

)

select * from answered
where actual is distinct from expected

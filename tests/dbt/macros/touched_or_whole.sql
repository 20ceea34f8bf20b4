-- A query as an increment opens it, and the whole one, of two of each marker.
{% set query %}
select * from {{ org_funnels.touched_or_whole('few', 'every') }} {{ org_funnels.only_touched('where here') }}
union all
select * from {{ org_funnels.touched_or_whole('less', 'more') }} {{ org_funnels.only_touched('where there') }}
{% endset %}
{% set cases = {
    'select * from few where here union all select * from less where there': org_funnels.with_touched(query),
    'select * from every union all select * from more': org_funnels.without_touched(query),
} %}
with

answered (expected, actual) as (

    values
    {% for expected, actual in cases.items() -%}
    ({{ org_funnels.literal(expected) }}, {{ org_funnels.literal(actual.split() | join(' ')) }}){{ ',' if not loop.last }}
    {% endfor %}

)

select * from answered
where actual is distinct from expected

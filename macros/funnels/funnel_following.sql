{#
funnel_following(rows, at, candidates, columns, key, strictly, named)

    A select of rows.*, each with next_at, the first time after it at which the same entity has a
    candidate, and that candidate's columns as next_<column>. Null where there is none, or where `at`
    is null.

    rows: a CTE with entity_id
    at: its column with the time after which is looked
    candidates: a CTE with entity_id, occurred_at and columns; unique by entity_id, key and occurred_at
    columns: which of its columns are wanted beside the time
    key: a column of both that must be equal too, or none
    strictly: whether a candidate at the very time does not count
    named: another word than `next` for the new columns
#}
{% macro funnel_following(rows, at, candidates, columns=[], key=none, strictly=true, named='next') -%}
    {{ return(adapter.dispatch('funnel_following', 'org_funnels')(rows, at, candidates, columns, key, strictly, named)) }}
{%- endmacro %}

{# One sort of both together, latest first: the least candidate's time so far is the next. #}
{% macro default__funnel_following(rows, at, candidates, columns, key, strictly, named) -%}
    {%- set keys = ['entity_id'] + ([key] if key else []) -%}
    select
        funnel__asking.*,
        funnel__answers.next_at as {{ named }}_at
        {%- for column in columns %},
        funnel__found.{{ column }} as {{ named }}_{{ column }}
        {%- endfor %}

    from {{ rows }} as funnel__asking

    left join (
        select *
        from (
            select
                {{ keys | join(', ') }},
                asked_at,
                min(candidate_at) over (
                    partition by {{ keys | join(', ') }}
                    order by coalesce(asked_at, candidate_at) desc, candidate_at {{ 'desc nulls first' if strictly else 'asc nulls last' }}
                    rows between unbounded preceding and current row
                ) as next_at
            from (
                select distinct
                    {{ keys | join(', ') }}, {{ at }} as asked_at, cast(null as timestamp) as candidate_at
                from {{ rows }}
                where {{ at }} is not null
                union all
                select {{ keys | join(', ') }}, cast(null as timestamp), occurred_at
                from {{ candidates }}
            ) as funnel__both
        ) as funnel__answered
        where asked_at is not null
    ) as funnel__answers
        on
            funnel__asking.{{ at }} = funnel__answers.asked_at
            {%- for column in keys %}
            and funnel__asking.{{ column }} = funnel__answers.{{ column }}
            {%- endfor %}
    {%- if columns %}

    left join {{ candidates }} as funnel__found
        on
            funnel__answers.next_at = funnel__found.occurred_at
            {%- for column in keys %}
            and funnel__answers.{{ column }} = funnel__found.{{ column }}
            {%- endfor %}
    {%- endif %}
{%- endmacro %}

{# Before 2.0 a large asof left join matched null keys with each other, and small ones did not: it is given none. #}
{% macro duckdb__funnel_following(rows, at, candidates, columns, key, strictly, named) -%}
    select
        funnel__asking.*,
        funnel__found.occurred_at as {{ named }}_at
        {%- for column in columns %},
        funnel__found.{{ column }} as {{ named }}_{{ column }}
        {%- endfor %}

    from {{ rows }} as funnel__asking

    asof left join {{ candidates }} as funnel__found
        on
            funnel__asking.entity_id = funnel__found.entity_id
            {%- if key %}
            and funnel__asking.{{ key }} = funnel__found.{{ key }}
            {%- endif %}
            and coalesce(funnel__asking.{{ at }}, timestamp 'infinity') {{ '<' if strictly else '<=' }} funnel__found.occurred_at
{%- endmacro %}

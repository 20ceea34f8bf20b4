{#
funnel_following(rows, row_columns, at, candidates, columns, candidate_at, key, strictly, named)

    A select of row_columns, and of the same entity's next candidate after `at`: next_at, when it is,
    and its columns as next_<column>. Null where there is none, or where `at` is null.

    rows: a CTE with entity_id
    row_columns: its columns that are wanted, entity_id and the others that are named here among them
    at: the column after whose value is looked
    candidates: a CTE with entity_id, candidate_at and columns; unique by entity_id, key, candidate_at
    columns: which of its columns are wanted
    candidate_at: the column that is compared with `at`
    key: a column of both that must be equal too, or none
    strictly: whether a candidate at the very same value does not count
    named: another word than `next` for the new columns
#}
{% macro funnel_following(
    rows, row_columns, at, candidates, columns=[], candidate_at='occurred_at', key=none, strictly=true, named='next'
) -%}
    {{ return(adapter.dispatch('funnel_following', 'org_funnels')(
        rows, row_columns, at, candidates, columns, candidate_at, key, strictly, named
    )) }}
{%- endmacro %}

{#
Rows and candidates in one sort, latest first: rows between two candidates are followed by the former.
Without a join, because PostgreSQL knows nothing of the size of what comes out of windows, takes it
for a few rows, and would compare each with each.
#}
{% macro default__funnel_following(
    rows, row_columns, at, candidates, columns, candidate_at, key, strictly, named
) -%}
    {%- set keys = ['entity_id'] + ([key] if key else []) -%}
    {%- set found = [named ~ '_at'] -%}
    {%- for column in columns -%}
        {%- do found.append(named ~ '_' ~ column) -%}
    {%- endfor -%}
    select {{ (row_columns + found) | join(', ') }}

    from (
        select
            {{ row_columns | join(', ') }},
            is_asking
            {%- for column in ['at'] + columns %},
            first_value(candidate_{{ column }}) over (
                partition by {{ keys | join(', ') }}, candidates_passed
                order by is_asking
            ) as {{ named }}_{{ column }}
            {%- endfor %}
        from (
            select
                *,
                count(case when is_asking = 0 then 1 end) over (
                    partition by {{ keys | join(', ') }}
                    order by moment desc nulls first, is_asking {{ 'desc' if strictly else 'asc' }}
                    rows between unbounded preceding and current row
                ) as candidates_passed
            from (
                select
                    {{ row_columns | join(', ') }},
                    {{ at }} as moment,
                    1 as is_asking,
                    null as candidate_at
                    {%- for column in columns %},
                    null as candidate_{{ column }}
                    {%- endfor %}
                from {{ rows }}
                union all
                select
                    {%- for column in row_columns %}
                    {{ column if column in keys else 'null' }},
                    {%- endfor %}
                    {{ candidate_at }},
                    0,
                    {{ candidate_at }}
                    {%- for column in columns %},
                    {{ column }}
                    {%- endfor %}
                from {{ candidates }}
            ) as funnel__together
        ) as funnel__passing
    ) as funnel__answered

    where is_asking = 1
{%- endmacro %}

{#
Before 2.0 a large asof left join matched null keys with each other, and small ones did not: what it
finds for a null is not used.
#}
{% macro duckdb__funnel_following(
    rows, row_columns, at, candidates, columns, candidate_at, key, strictly, named
) -%}
    select
        {%- for column in row_columns %}
        funnel__asking.{{ column }},
        {%- endfor %}
        case when funnel__asking.{{ at }} is not null then funnel__found.{{ candidate_at }} end as {{ named }}_at
        {%- for column in columns %},
        case when funnel__asking.{{ at }} is not null then funnel__found.{{ column }} end as {{ named }}_{{ column }}
        {%- endfor %}

    from {{ rows }} as funnel__asking

    asof left join {{ candidates }} as funnel__found
        on
            funnel__asking.entity_id = funnel__found.entity_id
            {%- if key %}
            and funnel__asking.{{ key }} = funnel__found.{{ key }}
            {%- endif %}
            and funnel__asking.{{ at }} {{ '<' if strictly else '<=' }} funnel__found.{{ candidate_at }}
{%- endmacro %}

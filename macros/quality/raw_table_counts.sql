{#
raw_table_counts(relation, columns, measures, loaded_at, since, usual_since)

    What is wrong with the rows of one raw table, all measures in one pass. One row of four counts a
    measure: rows checked and rows bad since `since`, then both from `usual_since` to it.

        kind     columns                  type      values       checked           bad
        filled   user_id, anonymous_id                           every row         neither says anything
        typed    seats                    integer                seats says        and not a whole number
        listed   currency                           [EUR, USD]   currency says     and none of these

    A column that the table lacks says nothing. What says something is decided by raw_id().

    relation: the raw table, as SQL names it
    columns: what raw_table_columns() gave
    measures: [{'kind', 'columns', 'type', 'values'}]
    loaded_at: as in raw_load_time()
    since, usual_since: times as text, in UTC; older rows are not read
#}
{% macro raw_table_counts(relation, columns, measures, loaded_at, since, usual_since) -%}
    {%- set load_time = org_funnels.raw_load_time(columns, loaded_at) -%}
    {%- set counts = [] -%}
    with

    raw_rows as (

        select
            {%- for measure in measures %}
            {%- set number = loop.index %}
            {{ org_funnels.is_measured(columns, measure) }} as is_checked_{{ number }},
            {{ org_funnels.is_amiss(columns, measure) }} as is_bad_{{ number }},
            {%- for age in ['is_recent', 'not is_recent'] %}
            {%- for judgement in ['is_checked', 'is_bad'] %}
            {%- do counts.append('sum(case when ' ~ age ~ ' and ' ~ judgement ~ '_' ~ number ~ ' then 1 else 0 end)') -%}
            {%- endfor %}
            {%- endfor %}
            {%- endfor %}
            {{ load_time }} >= cast('{{ since }}' as timestamp) as is_recent

        from {{ relation }}

        where {{ load_time }} >= cast('{{ usual_since }}' as timestamp)

    )

    select
        {{ counts | join(',\n        ') }}

    from raw_rows
{%- endmacro %}

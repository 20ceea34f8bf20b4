{#
numbered_repeats(relation, key, is_counted, order, name)

    The rows of a relation, numbered from 1 in an order among those of one key that count. Those that don't
    have any number. Their column counted_key is of no use to the caller.

    Only the keys that are there twice are put in order: the rest stays in the order in which it came, which
    makes it quick to find by its time, to index and to join, and is never held in memory.

    relation: a CTE, `not materialized`
    key: its column; a null counts no row
    is_counted: SQL that is never null
    order: SQL
    name: of the number's column
#}
{% macro numbered_repeats(relation, key, is_counted, order, name) -%}
    with

    counted as {{ org_funnels.copied() }} (

        select
            {{ relation }}.*,
            case when {{ is_counted }} then {{ key }} end as counted_key
        from {{ relation }}

    ),

    repeats as materialized (

        select counted_key from counted
        where counted_key is not null
        group by counted_key
        having count(*) > 1

    )

    select
        counted.*,
        1 as {{ name }}
    from counted
    left join repeats
        on counted.counted_key = repeats.counted_key
    where repeats.counted_key is null

    union all

    select
        counted.*,
        row_number() over (
            partition by counted.counted_key
            order by {{ order }}
        ) as {{ name }}
    from counted
    where counted.counted_key in (select repeats.counted_key from repeats)
{%- endmacro %}

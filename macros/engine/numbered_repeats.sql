{#
numbered_repeats(relation, key, is_counted, order, name)

    The rows of a relation, numbered from 1 in an order among those of one key that count. Those that don't
    have any number.

    DuckDB looks first which keys are there twice, and puts only those in order: the rest stays in the
    order in which it came, which makes it quick to find by its time, and is never held in memory.
    PostgreSQL would compute the relation three times for that, in twice the time.

    relation: a CTE, on DuckDB `not materialized`
    key: its column; null only where is_counted does not hold
    is_counted: SQL that is never null
    order: SQL
    name: of the number's column
#}
{% macro numbered_repeats(relation, key, is_counted, order, name) -%}
    {{ return(adapter.dispatch('numbered_repeats', 'org_funnels')(relation, key, is_counted, order, name)) }}
{%- endmacro %}

{% macro default__numbered_repeats(relation, key, is_counted, order, name) -%}
    select
        *,
        row_number() over (
            partition by {{ key }}, ({{ is_counted }})
            order by {{ order }}
        ) as {{ name }}
    from {{ relation }}
{%- endmacro %}

{% macro duckdb__numbered_repeats(relation, key, is_counted, order, name) -%}
    with

    repeats as materialized (

        select {{ key }} from {{ relation }}
        where {{ is_counted }}
        group by {{ key }}
        having count(*) > 1

    )

    select
        {{ relation }}.*,
        1 as {{ name }}
    from {{ relation }}
    where
        not ({{ is_counted }})
        or not exists (select 1 from repeats where repeats.{{ key }} = {{ relation }}.{{ key }})

    union all

    select
        {{ relation }}.*,
        row_number() over (
            partition by {{ key }}
            order by {{ order }}
        ) as {{ name }}
    from {{ relation }}
    where
        {{ is_counted }}
        and {{ key }} in (select {{ key }} from repeats)
{%- endmacro %}

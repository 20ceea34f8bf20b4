{#
seconds_between(started_at, ended_at)

    Elapsed seconds with microseconds, as numeric(18, 6). Negative when it ended before it started.

        2026-03-01 09:00:00   2026-03-01 09:00:01.5   1.500000
        2026-03-01 09:00:00   null                    null

    started_at, ended_at: timestamps
#}
{% macro seconds_between(started_at, ended_at) -%}
    {{ return(adapter.dispatch('seconds_between', 'org_funnels')(started_at, ended_at)) }}
{%- endmacro %}

{% macro default__seconds_between(started_at, ended_at) -%}
    cast(extract(epoch from {{ ended_at }} - {{ started_at }}) as numeric(18, 6))
{%- endmacro %}

{# DuckDB's extract from an interval of months or days is not elapsed time; microseconds are. #}
{% macro duckdb__seconds_between(started_at, ended_at) -%}
    cast((epoch_us({{ ended_at }}) - epoch_us({{ started_at }})) / 1000000 as numeric(18, 6))
{%- endmacro %}

{#
touched_load_days()

    A pre-hook of int_events__raw_counts. Makes the temporary table `touched`: of each raw table that the
    model knows, the stretches of load days that are counted again. They are recent_load_days(): from
    just before its newest row on, the day of rows of no known load time, and what is_backfilled().
    Nothing where the model is not there yet.
#}
{% macro touched_load_days() -%}
    {%- if execute and load_relation(this) is not none -%}
        {%- set since = org_funnels.add_seconds(
            'max(last_loaded_at)', -org_funnels.duration_seconds(var('load_overlap'))
        ) -%}
        {%- set stretches = [
            [since, org_funnels.end_of_time()],
            [org_funnels.unknown_load_time(), org_funnels.unknown_load_time()],
        ] -%}
        {%- if var('backfill_from') -%}
            {%- do stretches.append([
                org_funnels.literal(var('backfill_from')), org_funnels.literal(var('backfill_to'))
            ]) -%}
        {%- endif -%}
        {%- set selects = [] -%}
        {%- for first, last in stretches -%}
            {%- do selects.append(
                'select source_table as touched_table, cast(' ~ first ~ ' as date) as first_date, cast('
                ~ last ~ ' as date) as last_date from ' ~ this ~ ' group by source_table'
            ) -%}
        {%- endfor -%}
        {%- do org_funnels.temporary_table('touched', '(' ~ selects | join(' union all ') ~ ')') -%}
    {%- endif -%}
{%- endmacro %}

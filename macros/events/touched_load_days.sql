{#
touched_load_days()

    A pre-hook of int_events__raw_counts. Makes the temporary table `touched`: of each raw table that the
    model knows, from which load day on it is counted again, and the day of rows of no known load time.
    Nothing where the model is not there yet.
#}
{% macro touched_load_days() -%}
    {%- if execute and load_relation(this) is not none -%}
        {%- do org_funnels.temporary_table('touched',
            '(select source_table as touched_table, cast(' ~ org_funnels.add_seconds(
                'max(last_loaded_at)', -org_funnels.duration_seconds(var('load_overlap'))
            ) ~ ' as date) as since_date, cast(' ~ org_funnels.unknown_load_time() ~ ' as date) as unknown_date from '
            ~ this ~ ' group by source_table)') -%}
    {%- endif -%}
{%- endmacro %}

{#
read_load_times()

    Makes the temporary table `deliveries_read` of watermarks_of() alone, for a model that reads the raw
    rows by itself: of each raw table the newest load time.
#}
{% macro read_load_times() -%}
    {%- set selects = [] -%}
    {%- for relation in org_funnels.delivery_relations() -%}
        {%- do selects.append(
            'select source_table, max(loaded_at) as loaded_at from ' ~ relation ~ ' group by source_table'
        ) -%}
    {%- endfor -%}
    {%- do org_funnels.temporary_union('deliveries_read', selects) -%}
{%- endmacro %}

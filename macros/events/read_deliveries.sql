{#
read_deliveries()

    Makes the temporary table `deliveries_read`: the raw rows that recent_loads() chooses, in the columns of
    event_columns().
#}
{% macro read_deliveries() -%}
    {%- set recent = org_funnels.recent_loads() -%}
    {%- set selects = [] -%}
    {%- for relation in org_funnels.delivery_relations() -%}
        {%- do selects.append(org_funnels.event_rows(relation) ~ ' where ' ~ recent) -%}
    {%- endfor -%}
    {%- do org_funnels.temporary_union('deliveries_read', selects) -%}
{%- endmacro %}

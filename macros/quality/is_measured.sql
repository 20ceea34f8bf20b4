{#
is_measured(columns, measure)

    True where a raw row has something to look at for a measure of raw_table_counts(); never null.

        kind              the column says
        filled            nothing           true     that is what is looked for
        typed, listed     nothing           false
        typed, listed     something         true

    columns, measure: as in raw_table_counts()
#}
{% macro is_measured(columns, measure) -%}
    {%- if measure['kind'] == 'filled' -%}
        true
    {%- else -%}
        {{ org_funnels.raw_id(columns, measure['columns'][0]) }} is not null
    {%- endif -%}
{%- endmacro %}

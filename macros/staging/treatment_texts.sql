{#
treatment_texts(event, columns)

    The A/B treatments of a raw table: {name without the prefix: SQL expression of type text}.

    event: as in raw_event_rows()
    columns: what raw_table_columns() gave
#}
{% macro treatment_texts(event, columns) -%}
    {%- set prefix = event['treatment_prefix'] -%}
    {%- set texts = {} -%}
    {%- for name in columns -%}
        {%- if prefix and name.startswith(prefix) -%}
            {%- do texts.update({name[prefix | length:]: org_funnels.raw_text(columns, name)}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(texts) }}
{%- endmacro %}

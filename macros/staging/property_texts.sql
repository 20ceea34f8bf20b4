{#
property_texts(event, branch, columns)

    The properties of a raw table: {name: SQL expression of type text}. First the columns that the
    plan does not know, under their own names, then the declared properties, which win.

    event, branch: as in raw_event_rows()
    columns: what raw_table_columns() gave
#}
{% macro property_texts(event, branch, columns) -%}
    {%- set read = org_funnels.standard_columns() + [
        branch.get('repo') or '', branch.get('view') or '', (branch.get('loaded_at') or '') | lower,
    ] -%}
    {%- for step in branch['org'] -%}
        {%- do read.append((step.get('column') or '') | lower) -%}
    {%- endfor -%}
    {%- for name in branch['columns'].values() -%}{%- do read.append(name | lower) -%}{%- endfor -%}
    {%- set texts = {} -%}
    {%- for name in columns -%}
        {%- if name not in read and not name.startswith('context_')
            and not (event['treatment_prefix'] and name.startswith(event['treatment_prefix'])) -%}
            {%- do texts.update({name: org_funnels.raw_text(columns, name)}) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for name in event['properties'] -%}
        {%- do texts.update({name: org_funnels.raw_text(columns, branch['columns'].get(name, name))}) -%}
    {%- endfor -%}
    {{ return(texts) }}
{%- endmacro %}

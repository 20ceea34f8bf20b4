{#
named_columns(branch, properties)

    The raw columns that a branch of the tracking plan reads, Segment's own included. Used where the
    warehouse cannot be asked: see raw_table_columns().

    branch: as in raw_event_rows()
    properties: {name: type}
#}
{% macro named_columns(branch, properties) -%}
    {%- set names = org_funnels.standard_columns() | reject('in', ['loaded_at']) | list -%}
    {%- do names.append(branch.get('loaded_at') or 'uuid_ts') -%}
    {%- for step in branch['org'] -%}
        {%- if step.get('column') -%}{%- do names.append(step['column']) -%}{%- endif -%}
    {%- endfor -%}
    {%- for name in properties -%}
        {%- do names.append(branch['columns'].get(name, name)) -%}
    {%- endfor -%}
    {%- for sibling in branch['siblings'] -%}
        {%- for item in sibling['where'] -%}{%- do names.append(item['column']) -%}{%- endfor -%}
    {%- endfor -%}
    {%- for name in [branch.get('repo'), branch.get('view')] -%}
        {%- if name -%}{%- do names.append(name) -%}{%- endif -%}
    {%- endfor -%}
    {{ return(names | unique | list) }}
{%- endmacro %}

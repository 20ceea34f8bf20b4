{#
org_step_column(step, branch)

    The raw column that one step towards an org reads: its own, else for `repo` the branch's repo
    and for `group` context_group_id. None for no step.

    step: {'by', 'column'} or none
    branch: as in raw_event_rows()
#}
{% macro org_step_column(step, branch) -%}
    {%- if step is none -%}{{ return(none) }}
    {%- elif step.get('column') -%}{{ return(step['column']) }}
    {%- elif step['by'] == 'repo' -%}{{ return(branch.get('repo')) }}
    {%- elif step['by'] == 'group' -%}{{ return('context_group_id') }}
    {%- else -%}{{ return(none) }}
    {%- endif -%}
{%- endmacro %}

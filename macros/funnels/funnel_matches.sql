{#
funnel_matches(settings, part='match')

    For each step, SQL on the rows of funnel_source() that is true where an event matches it.

    settings: what funnel_settings() gave
    part: 'match' for SQL that is never null, 'condition' where null may stand for false
#}
{% macro funnel_matches(settings, part='match') -%}
    {%- set firsts = settings['steps'] | map(attribute='first_of') | select | unique | list -%}
    {%- set matches = [] -%}
    {%- for step in settings['steps'] -%}
        {%- set tests = ['(' ~ step[part] ~ ')' if part == 'condition' else step[part]] -%}
        {%- if step['first_of'] -%}
            {%- do tests.append(step['first_of']) -%}
            {%- do tests.append('funnel__rank_' ~ firsts.index(step['first_of']) ~ ' = 1') -%}
        {%- endif -%}
        {#- an unordered attempt may begin with any step: its start is looked at later -#}
        {%- if loop.first and settings['start'] and settings['order'] != 'unordered' -%}
            {%- do tests.append(settings['start']) -%}
        {%- endif -%}
        {%- do matches.append('(' ~ tests | join(' and ') ~ ')') -%}
    {%- endfor -%}
    {{ return(matches) }}
{%- endmacro %}

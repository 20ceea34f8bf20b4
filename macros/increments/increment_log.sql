{#
increment_log(node)

    Logs what went and came, as the model's `logs` say, and gives the model its next version. Nothing
    where nothing has changed. Each of `logs`:

        kind   what the key is of
        key    SQL on the model's columns; a row whose key is null is not logged
        at     SQL for a time; the log then has a row per key and day, with its first and last time,
               because one late event would else stretch a key's time over its whole history
        of     columns that those who read the log read; a change in others is not logged
        side   went or came: only the rows that did; none: both

    node: the model, from the graph
#}
{% macro increment_log(node) -%}
    {%- set name = org_funnels.literal(node['name']) -%}
    {%- set versions = org_funnels.state_relation('state_versions') -%}
    {%- set next = org_funnels.next_version(node) -%}
    {%- for log in config.get('meta', {}).get('logs', []) -%}
        {%- set at = 'cast(' ~ (log.get('at') or 'null') ~ ' as timestamp)' -%}
        {%- call statement('logged') -%}
            insert into {{ org_funnels.state_relation('state_changes') }} (model, version, kind, key, from_at, to_at)
            select {{ name }}, {{ next }}, {{ org_funnels.literal(log['kind']) }}, logged_key, min(from_at), max(to_at)
            from (
                select
                    cast({{ log['key'] }} as {{ dbt.type_string() }}) as logged_key,
                    cast({{ at }} as date) as logged_date,
                    min({{ at }}) as from_at,
                    max({{ at }}) as to_at
                from changed
                {%- if 'side' in log %}
                where came = {{ {'went': -1, 'came': 1}[log['side']] }}
                {%- endif %}
                group by
                    {%- for column in log.get('of') or [] %}
                    {{ column }},
                    {%- endfor %}
                    cast({{ log['key'] }} as {{ dbt.type_string() }}),
                    cast({{ at }} as date)
                {%- if 'of' in log %}
                having sum(came) <> 0
                {%- endif %}
            ) as logged
            where logged_key is not null
            group by logged_key, logged_date
        {%- endcall -%}
    {%- endfor -%}
    {%- call statement('version') -%}
        insert into {{ versions }} (model, upstream, version)
        select {{ name }}, {{ name }}, {{ next }}
        where exists (select 1 from changed)
    {%- endcall -%}
{%- endmacro %}

{#
increment_lock(relation)

    Waits until no other run writes the same model, and says whom it waits for; keeps the next one waiting
    until this one's transaction ends, which it begins. A run that died holds nothing: the server lets go
    of its lock with its connection. Nothing to wait for on DuckDB, whose file only one process can write.

    relation: the model, `this`
#}
{% macro increment_lock(relation) -%}
    {{ return(adapter.dispatch('increment_lock', 'org_funnels')(relation)) }}
{%- endmacro %}

{% macro default__increment_lock(relation) -%}
    {%- set key = 'hashtextextended(' ~ org_funnels.literal(relation | string) ~ ', 0)' -%}
    {%- call statement('try_lock', fetch_result=true) -%}
        select pg_try_advisory_xact_lock({{ key }})
    {%- endcall -%}
    {%- if not load_result('try_lock')['data'][0][0] -%}
        {%- for pid, who, since in run_query(org_funnels.increment_lock_holder(key)).rows -%}
            {%- do log(
                relation ~ ' is being written by another run: process ' ~ pid ~ ' of the server, ' ~ who ~ ', since ' ~ since
                ~ ' UTC. Waiting for it to end.', info=true
            ) -%}
        {%- endfor -%}
        {%- call statement('lock') -%}
            select pg_advisory_xact_lock({{ key }})
        {%- endcall -%}
    {%- endif -%}
{%- endmacro %}

{% macro duckdb__increment_lock(relation) -%}
    {%- call statement('lock') -%}
        select 1
    {%- endcall -%}
{%- endmacro %}

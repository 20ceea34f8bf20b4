{#
increment_standing(node, reads, sql)

    How a model stands to what it reads:

        versions      {upstream: its version now}; taken before anything is read, so that what is
                      written meanwhile is read again and not passed over
        consumed      {upstream: the version that the model has seen}
        version       the model's own, 0 before the first
        code_hash     of the code now
        is_code_new   whether it is another than at the last time
        is_whole      whether all of the model has to be computed again: its code is new, or something
                      that it reads was built anew, or was never seen
        has_unread    whether anything that it reads has changed at all

    node: the model, from the graph
    reads: what increment_reads() gave
    sql: the whole query
#}
{% macro increment_standing(node, reads, sql) -%}
    {%- set name = org_funnels.literal(node['name']) -%}
    {%- set rows = run_query(
        "select 'version' as what, model as upstream, max(version) as version, cast(null as " ~ dbt.type_string() ~ ") as hash from "
        ~ org_funnels.state_relation('state_versions') ~ " where model = upstream group by model"
        ~ " union all select 'consumed', upstream, max(version), null from "
        ~ org_funnels.state_relation('state_versions') ~ " where model = " ~ name ~ " and model <> upstream group by upstream"
        ~ " union all select distinct 'rebuilt', upstream, cast(null as bigint), null from "
        ~ org_funnels.state_relation('state_unread') ~ " where reader = " ~ name ~ " and kind = '*'"
        ~ " union all select 'code', null, version, code_hash from "
        ~ org_funnels.state_relation('state_versions') ~ " where model = " ~ name ~ " and upstream = '(code)'"
        ~ " union all select 'hash', null, null, " ~ org_funnels.increment_code(sql, reads['views'])
    ) -%}
    {%- set found = {'version': {}, 'consumed': {}, 'rebuilt': {}, 'code': {}, 'hash': {}} -%}
    {%- for what, upstream, version, hash in rows.rows -%}
        {%- do found[what].update({upstream or (version or 0) | int: version | int if upstream and version is not none else hash}) -%}
    {%- endfor -%}
    {%- set hash = found['hash'][0] -%}
    {%- set codes = found['code'].items() | sort -%}
    {%- set is_code_new = not codes or codes[-1][1] != hash -%}
    {%- set state = {'is_whole': is_code_new, 'has_unread': false} -%}
    {%- set versions = {} -%}
    {%- for upstream in reads['logged'] -%}
        {%- set version = found['version'].get(upstream, 0) -%}
        {%- do versions.update({upstream: version}) -%}
        {%- if upstream not in found['consumed'] or upstream in found['rebuilt'] -%}
            {%- do state.update({'is_whole': true}) -%}
        {%- elif found['consumed'][upstream] < version -%}
            {%- do state.update({'has_unread': true}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(dict(
        state, versions=versions, consumed=found['consumed'], version=found['version'].get(node['name'], 0), code_hash=hash,
        is_code_new=is_code_new, code_version=(codes[-1][0] if codes else 0)
    )) }}
{%- endmacro %}

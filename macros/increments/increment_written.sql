{#
increment_written(node, target_relation, sql, scope)

    Computes a model's touched scopes, compares them with what is there, writes the differences and
    logs them.

    node: the model, from the graph
    target_relation: the table
    sql: the query, of the touched scopes or whole
    scope: which rows of the table the query is about, as SQL, or a list of such without a row in
    common, each of which an index can find; none: all
#}
{% macro increment_written(node, target_relation, sql, scope) -%}
    {%- set columns = get_quoted_csv(adapter.get_columns_in_relation(target_relation) | map(attribute='name')) -%}
    {%- set unique_key = config.get('unique_key') -%}
    {%- set keys = [unique_key] if unique_key is string else (unique_key or []) -%}
    {%- set scopes = [scope or 'true'] if scope is string or not scope else scope -%}
    {%- if config.get('contract').enforced -%}
        {{ get_assert_columns_equivalent(sql) }}
    {%- endif -%}
    {%- do org_funnels.temporary_table('computed', '(select ' ~ columns ~ ' from (' ~ sql ~ '\n) as computed_rows)') -%}
    {%- set stored = target_relation -%}
    {%- if scope -%}
        {%- set stored = 'stored' -%}
        {%- set found = [] -%}
        {%- for one in scopes -%}
            {%- do found.append(org_funnels.rows_where(target_relation, columns, one)) -%}
        {%- endfor -%}
        {%- do org_funnels.temporary_table(stored, org_funnels.touched_bounds(found | join(' union all '))) -%}
    {%- endif -%}
    {%- do org_funnels.temporary_table('changed',
        '(select *, -1 as came from (select ' ~ columns ~ ' from ' ~ stored ~ ' except all select * from computed) as gone'
        ~ ' union all select *, 1 as came from (select * from computed except all select ' ~ columns ~ ' from ' ~ stored ~ ') as fresh)') -%}
    {%- if keys -%}
        {%- do org_funnels.temporary_table('changed_keys', '(select distinct ' ~ get_quoted_csv(keys) ~ ' from changed)') -%}
    {%- endif -%}
    {%- for gone in (scopes if not keys else [none]) -%}
        {%- call statement('gone') -%}
            delete from {{ target_relation }}
            {%- if keys %} as target
            using changed_keys
            where {{ org_funnels.increment_same_keys('target', 'changed_keys', keys) }}
            {%- else %}
            where {{ org_funnels.touched_bounds(gone) }}
            {%- endif %}
        {%- endcall -%}
    {%- endfor -%}
    {%- call statement('main') -%}
        insert into {{ target_relation }} ({{ columns }})
        select computed.*
        from computed
        {%- if keys %}
        inner join changed_keys
            on {{ org_funnels.increment_same_keys('computed', 'changed_keys', keys) }}
        {%- endif %}
    {%- endcall -%}
    {%- do org_funnels.increment_log(node) -%}
{%- endmacro %}

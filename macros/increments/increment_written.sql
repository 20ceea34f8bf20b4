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
    {%- set columns, keys = [], [] -%}
    {%- for column in adapter.get_columns_in_relation(target_relation) -%}{%- do columns.append(adapter.quote(column.name)) -%}{%- endfor -%}
    {%- set unique_key = config.get('unique_key') or [] -%}
    {%- for key in ([unique_key] if unique_key is string else unique_key) -%}{%- do keys.append(adapter.quote(key)) -%}{%- endfor -%}
    {%- set scopes = [scope] if scope is string else (scope or []) -%}
    {%- if config.get('contract').enforced -%}
        {{ get_assert_columns_equivalent(sql) }}
    {%- endif -%}
    {%- do org_funnels.temporary_table(
        'computed', '(select ' ~ columns | join(', ') ~ ' from (' ~ sql ~ '\n) as computed_rows)'
    ) -%}
    {%- if scopes -%}
        {%- do org_funnels.increment_stored(target_relation, columns, scopes) -%}
    {%- endif -%}
    {%- do org_funnels.increment_changed('stored' if scopes else target_relation, columns, keys) -%}
    {%- do org_funnels.increment_deleted(target_relation, keys, scopes) -%}
    {%- call statement('main') -%}
        insert into {{ target_relation }} ({{ columns | join(', ') }})
        select {{ columns | join(', ') }}
        from {{ 'changed where came = 1' if keys else 'computed' }}
    {%- endcall -%}
    {%- do org_funnels.increment_log(node) -%}
{%- endmacro %}

{#
raw_table_index(relation, loaded_at)

    One line of raw_table_indexes(): a statement, or a comment where there can be no index. The
    expression is raw_load_time() to the letter, or no query would find the index.

    relation: a raw table that is there
    loaded_at: the column that the tracking plan names for its source, or none
#}
{% macro raw_table_index(relation, loaded_at) -%}
    {%- set columns = org_funnels.raw_table_columns({'relation': relation}, []) -%}
    {%- set table = relation.include(database=false) -%}
    {%- for name in org_funnels.load_time_columns(columns, loaded_at) if columns[name]['family'] not in ['timestamp', 'timestamptz', 'date'] -%}
        {{ return('-- ' ~ table ~ ': no index, because ' ~ name ~ ' is ' ~ columns[name]['family'] ~ ' and no timestamp.') }}
    {%- endfor -%}
    {%- set name = relation.identifier if relation.identifier | length <= 50
        else relation.identifier[:40] ~ '_' ~ local_md5(relation.identifier)[:8] -%}
    {%- set expression = modules.re.sub('[ \n]+', ' ', org_funnels.raw_load_time(columns, loaded_at)) -%}
    {{ return(
        'create index concurrently if not exists ' ~ adapter.quote(name ~ '__load_time')
        ~ ' on ' ~ table ~ ' ((' ~ expression ~ '));'
    ) }}
{%- endmacro %}

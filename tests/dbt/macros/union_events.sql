-- Rows that are alike are all kept, within one relation and between two.
{% set columns = [] %}
{% for name, type in org_funnels.event_columns() %}
{% do columns.append('cast(null as ' ~ type ~ ') as ' ~ name) %}
{% endfor %}
with

first_events as (

    select {{ columns | join(', ') }}
    from (values (1), (2)) as numbers (number)

),

second_events as (

    select * from first_events

),

united as (

    {{ org_funnels.union_events(['first_events', 'second_events']) }}

)

select count(*) as row_count from united
having count(*) <> 4

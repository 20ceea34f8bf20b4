-- Rows that are alike are all kept, within one relation and between two.
with

first_events as (

    select
        {%- for name, type in org_funnels.event_columns() %}
        cast(null as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}

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

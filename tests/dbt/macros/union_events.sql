-- All rows of each relation are there, also those alike, within one relation and between two.
{% set columns = [] %}
{% for name, type in org_funnels.event_columns() %}
{% set value = name if name == 'event_id' else 'null' %}
{% do columns.append('cast(' ~ value ~ ' as ' ~ type ~ ') as ' ~ name) %}
{% endfor %}
with

first_events as (

    select {{ columns | join(', ') }}
    from (values ('a'), ('a')) as ids (event_id)

),

second_events as (

    select {{ columns | join(', ') }}
    from (values ('a'), ('b')) as ids (event_id)

),

third_events as (

    select {{ columns | join(', ') }}
    from (values ('c')) as ids (event_id)

),

united as (

    {{ org_funnels.union_events(['first_events', 'second_events', 'third_events']) }}

)

select
    event_id,
    count(*) as row_count
from united
group by event_id
having (event_id, count(*)) not in (('a', 3), ('b', 1), ('c', 1))

union all

-- an id that is gone would be no row above
select
    'all' as event_id,
    count(*) as row_count
from united
having count(*) <> 5

-- Each key once, whatever its spelling; an empty object and a null have none.
with

objects (properties) as (

    values
    ('{"a b":"1","größe":null}'),
    ('{}'),
    (null)

),

answered as (

    select {{ org_funnels.json_keys('properties') }} as json_key
    from objects

),

expected_rows (json_key) as (

    values ('a b'), ('größe')

),

surplus as (

    select * from answered
    except all
    select * from expected_rows

),

missing as (

    select * from expected_rows
    except all
    select * from answered

)

select 'surplus' as problem, * from surplus
union all
select 'missing' as problem, * from missing

-- No model reads the clock. "Now" is how far the data reaches.
with

raw_loads as (

    select max(last_loaded_at) as loaded_at
    from {{ ref('int_events__raw_counts') }}

),

production_loads as (

    select max(loaded_at) as loaded_at
    from {{ ref('int_production__loaded_at') }}

),

latest as (

    -- both engines' greatest() passes over a null
    select
        greatest(
            raw_loads.loaded_at,
            production_loads.loaded_at
        ) as as_of

    from raw_loads

    cross join production_loads

)

select * from latest

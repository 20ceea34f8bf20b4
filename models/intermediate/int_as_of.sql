-- No model reads the clock. "Now" is how far the data reaches.
{{ config(
    materialized='increment',
    meta={'logs': [{'kind': 'as_of', 'key': "'as_of'", 'at': 'as_of'}]},
) }}
{{ org_funnels.also_reads('state_unread') }}
with

raw_loads as (

    select max(last_loaded_at) as loaded_at
    from {{ ref('int_events__raw_counts') }}

),

identification_loads as (

    {% for name in ['identifies', 'groups', 'aliases'] -%}
    select max(nullif(loaded_at, {{ org_funnels.unknown_load_time() }})) as loaded_at
    from {{ ref('int_identities__' ~ name) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

latest_identification as (

    select max(loaded_at) as loaded_at
    from identification_loads

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
            latest_identification.loaded_at,
            production_loads.loaded_at
        ) as as_of

    from raw_loads

    cross join latest_identification

    cross join production_loads

)

select * from latest

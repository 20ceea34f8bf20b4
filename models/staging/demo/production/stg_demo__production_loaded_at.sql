-- How far the copy of production reaches: the last sync of any of its tables.
with

syncs as (
    {% set tables = [
        'organizations', 'users', 'memberships', 'repositories', 'invitations',
        'subscription_events',
    ] %}
    {%- for table in tables %}
    select max(_synced_at) as loaded_at
    from {{ source('demo_production', table) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

latest as (

    select max(loaded_at) as loaded_at
    from syncs

)

select * from latest

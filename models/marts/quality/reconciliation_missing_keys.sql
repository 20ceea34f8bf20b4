with

windows as (

    select * from {{ ref('reconciliation') }}

),

keys as (

    select * from {{ ref('int_reconciliations__keys') }}

)

select
    keys.check_name,
    keys.window_date,
    keys.key,
    keys.production_at,
    keys.dimensions,
    windows.is_final,
    case when keys.state = 'matched' then keys.arrived_at end as healed_at

from keys

-- days before the event was first sent are no windows, and nobody's loss
inner join windows
    on
        keys.check_name = windows.check_name
        and keys.window_date = windows.window_date

where
    -- counts alone do not say who is missing
    windows.match <> 'count'
    and (
        keys.state = 'missing'
        -- it was missing when its day had been complete
        or (keys.state = 'matched' and keys.arrived_at > windows.final_at)
    )

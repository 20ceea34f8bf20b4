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
    windows.is_final

from keys

-- days before the event was first sent are no windows, and nobody's loss
inner join windows
    on
        keys.check_name = windows.check_name
        and keys.window_date = windows.window_date

where keys.state = 'missing'

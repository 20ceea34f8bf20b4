{#
What the rows that lack their event have in common: each day's production rows by each value of
each dimension that the check declares.
#}
with

checks as (

    select * from {{ ref('int_plan__reconciliations') }}

),

keys as (

    select * from {{ ref('int_reconciliations__keys') }}

),

dimensions as (

    select
        checks.check_name,
        trim(listed.dimension) as dimension

    from checks

    cross join {{ org_funnels.rows_of_list('checks.dimensions') }} as listed (dimension)

),

production_rows as (

    select
        keys.check_name,
        keys.window_date,
        keys.state,
        dimensions.dimension,
        {{ org_funnels.json_value_at('keys.dimensions', 'dimensions.dimension') }}
            as dimension_value

    from keys

    inner join dimensions
        on keys.check_name = dimensions.check_name

    where keys.state in ('matched', 'missing')

)

select
    check_name,
    window_date,
    dimension,
    dimension_value,
    count(*) as production_count,
    cast(sum(case when state = 'missing' then 1 else 0 end) as bigint) as missing_count

from production_rows

group by check_name, window_date, dimension, dimension_value

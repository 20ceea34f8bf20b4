-- A key that production has twice would be counted twice, each time with all its events: actions
-- that repeat need another key. Events without a key are one row a day.
select
    check_name,
    case when key is null then window_date end as window_date,
    count(*) as row_count

from {{ ref('int_reconciliations__keys') }}

-- the key itself is grouped by, and not shown: it may be a person's
group by check_name, key, case when key is null then window_date end

having count(*) > 1

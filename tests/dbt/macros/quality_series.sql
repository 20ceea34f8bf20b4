-- each_date() and each_number() give every value from the first to the last, and nothing for a last
-- before the first or for null.
with

ranges (range_name, first_date, last_date, first_number, last_number, expected_count) as (

    values
    ('over a change of clocks', date '2026-03-28', date '2026-03-30', 5, 7, 3),
    ('of one', date '2026-03-01', date '2026-03-01', 0, 0, 1),
    ('backwards', date '2026-03-02', date '2026-03-01', 2, 1, 0),
    ('without an end', date '2026-03-02', null, 2, null, 0)

),

dates as (

    select
        range_name,
        {{ org_funnels.each_date('first_date', 'last_date') }} as one_date

    from ranges

),

numbers as (

    select
        range_name,
        {{ org_funnels.each_number('first_number', 'last_number') }} as one_number

    from ranges

),

date_counts as (

    select
        range_name,
        count(distinct one_date) as date_count,
        max(one_date) as greatest_date

    from dates

    group by range_name

),

number_counts as (

    select
        range_name,
        count(distinct one_number) as number_count,
        max(one_number) as greatest_number

    from numbers

    group by range_name

)

select ranges.range_name

from ranges

left join date_counts
    on ranges.range_name = date_counts.range_name

left join number_counts
    on ranges.range_name = number_counts.range_name

where
    coalesce(date_counts.date_count, 0) <> ranges.expected_count
    or coalesce(number_counts.number_count, 0) <> ranges.expected_count
    or (
        ranges.expected_count > 0
        and (
            date_counts.greatest_date is distinct from ranges.last_date
            or number_counts.greatest_number is distinct from ranges.last_number
        )
    )

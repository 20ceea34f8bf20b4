{#
What each check usually has, and the rates that its days are held against: those of the tracking
plan, or for `auto` so many points under what is usual.

Usual is the median rate of the 28 complete days before that were not critical; of two in the
middle, the lower. Whether a day was critical can't itself wait for what was usual before it, day
after day: here a first median, of all complete days, says so. A median bears that up to half of
its days are bad.
#}
{%- set usual_days = 28 -%}
{%- set fewest_days = 7 -%}
{%- set warning_points = 0.03 -%}
{%- set critical_points = 0.1 %}
with

checks as (

    select * from {{ ref('int_plan__reconciliations') }}

),

windows as (

    select * from {{ ref('int_reconciliations__windows') }}

),

complete as (

    select
        windows.check_name,
        windows.as_of,
        windows.window_date,
        windows.production_count,
        windows.missing_count,
        checks.is_auto,
        checks.critical_below,
        checks.alpha,
        checks.min_missing,
        {{ org_funnels.share_of('windows.matched_count', 'windows.production_count') }} as rate,
        row_number() over (
            partition by windows.check_name, windows.as_of
            order by windows.window_date asc nulls last
        ) as place

    from windows

    inner join checks
        on windows.check_name = checks.check_name

    where windows.is_final and windows.production_count > 0

),

first_look as (

    select
        complete.check_name,
        complete.as_of,
        complete.window_date,
        earlier.rate,
        row_number() over (
            partition by complete.check_name, complete.as_of, complete.window_date
            order by earlier.rate asc nulls last, earlier.window_date asc nulls last
        ) as place,
        count(*) over (
            partition by complete.check_name, complete.as_of, complete.window_date
        ) as day_count

    from complete

    inner join complete as earlier
        on
            complete.check_name = earlier.check_name
            and complete.as_of = earlier.as_of
            and complete.place - {{ usual_days }} <= earlier.place
            and complete.place > earlier.place

    where complete.is_auto

),

first_medians as (

    select * from first_look
    where place * 2 in (day_count, day_count + 1) and day_count >= {{ fewest_days }}

),

first_judged as (

    select
        complete.check_name,
        complete.as_of,
        complete.window_date,
        complete.rate,
        complete.production_count,
        complete.missing_count,
        complete.alpha,
        complete.min_missing,
        cast(
            case
                -- greatest() passes over a null
                when complete.is_auto and first_medians.rate is null then null
                when complete.is_auto
                    then greatest(0, first_medians.rate - {{ critical_points }})
                else complete.critical_below
            end as numeric(18, 6)
        ) as critical_below

    from complete

    left join first_medians
        on
            complete.check_name = first_medians.check_name
            and complete.as_of = first_medians.as_of
            and complete.window_date = first_medians.window_date

),

good as (

    select
        check_name,
        as_of,
        window_date,
        rate,
        row_number() over (
            partition by check_name, as_of
            order by window_date asc nulls last
        ) as place

    from first_judged

    where
        missing_count < min_missing
        or coalesce(
            {{ org_funnels.chernoff_bound('missing_count', 'production_count', 'critical_below') }}
            >= alpha,
            true
        )

),

-- how many good days lie before each day, open ones too
counted as (

    select
        windows.check_name,
        windows.as_of,
        windows.window_date,
        sum(case when good.check_name is null then 0 else 1 end) over (
            partition by windows.check_name, windows.as_of
            order by windows.window_date asc nulls last
            rows between unbounded preceding and current row
        ) - case when good.check_name is null then 0 else 1 end as good_before

    from windows

    left join good
        on
            windows.check_name = good.check_name
            and windows.as_of = good.as_of
            and windows.window_date = good.window_date

),

second_look as (

    select
        counted.check_name,
        counted.as_of,
        counted.window_date,
        good.rate,
        row_number() over (
            partition by counted.check_name, counted.as_of, counted.window_date
            order by good.rate asc nulls last, good.window_date asc nulls last
        ) as place,
        count(*) over (
            partition by counted.check_name, counted.as_of, counted.window_date
        ) as day_count

    from counted

    inner join good
        on
            counted.check_name = good.check_name
            and counted.as_of = good.as_of
            and counted.good_before - {{ usual_days }} < good.place
            and counted.good_before >= good.place

),

medians as (

    select * from second_look
    where place * 2 in (day_count, day_count + 1) and day_count >= {{ fewest_days }}

),

final as (

    select
        windows.check_name,
        windows.as_of,
        windows.window_date,
        medians.rate as baseline_rate,
        cast(
            case
                when checks.is_auto and medians.rate is null then null
                when checks.is_auto then greatest(0, medians.rate - {{ warning_points }})
                else checks.target_rate
            end as numeric(18, 6)
        ) as target_rate,
        cast(
            case
                when checks.is_auto and medians.rate is null then null
                when checks.is_auto then greatest(0, medians.rate - {{ critical_points }})
                else checks.critical_below
            end as numeric(18, 6)
        ) as critical_below

    from windows

    inner join checks
        on windows.check_name = checks.check_name

    left join medians
        on
            windows.check_name = medians.check_name
            and windows.as_of = medians.as_of
            and windows.window_date = medians.window_date

)

select * from final

{#
Complete days of so few rows that losing all of them could be chance, judged together with others
like them: two days, where these are too few four, and so on. The blocks lie fixed in the calendar,
so that a pool never changes when another day comes; and what a small block could judge is not judged
again in a larger one, so that one bad day is no finding against its neighbours.
#}
{%- set lengths = [2, 4, 8, 16, 32] %}
with

bounds as (

    select * from {{ ref('int_reconciliations__bounds') }}

),

-- a block is judged when all of its days are complete
frontiers as (

    select
        check_name,
        as_of,
        min(case when not is_final then day_number end) as unfinished_day

    from bounds

    group by check_name, as_of

),

left_1 as (

    select
        bounds.check_name,
        bounds.as_of,
        bounds.window_date,
        bounds.day_number,
        bounds.production_count,
        bounds.missing_count,
        bounds.target_rate,
        bounds.critical_below,
        bounds.alpha,
        bounds.min_missing,
        frontiers.unfinished_day

    from bounds

    inner join frontiers
        on
            bounds.check_name = frontiers.check_name
            and bounds.as_of = frontiers.as_of

    where
        bounds.is_final
        and bounds.production_count > 0
        and bounds.critical_below is not null
        and bounds.min_detectable_missing is null

),

{% for days in lengths -%}
blocks_{{ days }} as (

    select
        check_name,
        as_of,
        day_number - mod(day_number, {{ days }}) as first_day,
        {{ days }} as pooled_window_count,
        min(window_date) as pool_first_date,
        max(window_date) as pool_last_date,
        cast(sum(production_count) as bigint) as pool_production_count,
        cast(sum(missing_count) as bigint) as pool_missing_count,
        -- the rates of `auto` differ from day to day: the lowest accuses least
        min(target_rate) as target_rate,
        min(critical_below) as critical_below,
        min(alpha) as alpha,
        max(min_missing) as min_missing

    from left_{{ days // 2 }}

    where
        unfinished_day is null
        or day_number - mod(day_number, {{ days }}) + {{ days }} <= unfinished_day

    group by check_name, as_of, day_number - mod(day_number, {{ days }})

),

pools_{{ days }} as (

    select
        left_{{ days // 2 }}.window_date,
        blocks_{{ days }}.*

    from left_{{ days // 2 }}

    inner join blocks_{{ days }}
        on
            left_{{ days // 2 }}.check_name = blocks_{{ days }}.check_name
            and left_{{ days // 2 }}.as_of = blocks_{{ days }}.as_of
            and left_{{ days // 2 }}.day_number - mod(left_{{ days // 2 }}.day_number, {{ days }})
            = blocks_{{ days }}.first_day

    where
        blocks_{{ days }}.pool_production_count >= blocks_{{ days }}.min_missing
        and {{ org_funnels.chernoff_bound(
            'blocks_' ~ days ~ '.pool_production_count',
            'blocks_' ~ days ~ '.pool_production_count',
            'blocks_' ~ days ~ '.critical_below'
        ) }} < blocks_{{ days }}.alpha

),

left_{{ days }} as (

    select left_{{ days // 2 }}.*

    from left_{{ days // 2 }}

    left join pools_{{ days }}
        on
            left_{{ days // 2 }}.check_name = pools_{{ days }}.check_name
            and left_{{ days // 2 }}.as_of = pools_{{ days }}.as_of
            and left_{{ days // 2 }}.window_date = pools_{{ days }}.window_date

    where pools_{{ days }}.check_name is null

),

{% endfor -%}
pools as (

    {% for days in lengths -%}
    select * from pools_{{ days }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

final as (

    select
        check_name,
        as_of,
        window_date,
        pooled_window_count,
        pool_first_date,
        pool_last_date,
        pool_production_count,
        pool_missing_count,
        pool_missing_count >= min_missing
        and {{ org_funnels.chernoff_bound(
            'pool_missing_count', 'pool_production_count', 'critical_below'
        ) }} < alpha as is_critical,
        pool_missing_count >= min_missing
        and {{ org_funnels.chernoff_bound(
            'pool_missing_count', 'pool_production_count', 'target_rate'
        ) }} < alpha as is_below_target

    from pools

)

select * from final

-- One row per item, none for null.
with

cases (list_number, listed_names) as (

    values
    (1, 'a,b'),
    (2, 'c'),
    (3, null)

),

actual_rows as (

    select
        cases.list_number,
        listed.item

    from cases

    cross join {{ org_funnels.rows_of_list('cases.listed_names') }} as listed (item)

),

expected_rows (list_number, item) as (

    values (1, 'a'), (1, 'b'), (2, 'c')

),

surplus as (

    select * from actual_rows
    except all
    select * from expected_rows

),

missing as (

    select * from expected_rows
    except all
    select * from actual_rows

)

select 'surplus' as problem, * from surplus
union all
select 'missing' as problem, * from missing

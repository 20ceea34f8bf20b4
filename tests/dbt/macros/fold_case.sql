-- Names are compared by this. A row here on a server of your own means that the database's locale
-- folds letters in another way: create the database with the locale C.UTF-8 or en_US.UTF-8.
with

cases (written, expected) as (

    values
    ('TITAN', 'titan'),
    ('MÜLLER GmbH', 'müller gmbh'),
    ('ÉCOLE', 'école'),
    ('', ''),
    (null, null)

),

-- a column that was compared by its bytes before is folded like any other
compared_before as (

    select
        {{ org_funnels.byte_order('written') }} as written,
        expected

    from cases

),

answered as (

    select
        written,
        expected,
        {{ org_funnels.fold_case('written') }} as actual

    from cases

    union all

    select
        written,
        expected,
        {{ org_funnels.fold_case('written') }} as actual

    from compared_before

)

select * from answered
where actual is distinct from expected

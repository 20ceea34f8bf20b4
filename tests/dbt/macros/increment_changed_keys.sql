-- Keys whose rows are others now: of one row, of a key that is there twice, and nulls are values.
with

stored (key_1, key_2, value_1, value_2) as (

    values
    ('same', 1, 'a', 'b'),
    ('same_null', 1, null, 'b'),
    ('gone', 1, 'a', 'b'),
    ('other_value', 1, 'a', 'b'),
    ('other_value', 2, 'a', 'b'),
    ('no_longer_null', 1, 'a', null),
    ('twice_the_same', 1, 'a', 'b'),
    ('twice_the_same', 1, 'c', 'd'),
    ('once_instead_of_twice', 1, 'a', 'b'),
    ('once_instead_of_twice', 1, 'a', 'b'),
    ('twice_instead_of_once', 1, 'a', 'b'),
    ('twice_and_one_other', 1, 'a', 'b'),
    ('twice_and_one_other', 1, 'c', 'd'),
    ('twice_gone', 1, 'a', 'b'),
    ('twice_gone', 1, 'a', 'b')

),

computed (key_1, key_2, value_1, value_2) as (

    values
    ('same', 1, 'a', 'b'),
    ('same_null', 1, null, 'b'),
    ('fresh', 1, 'a', 'b'),
    ('other_value', 1, 'a', 'c'),
    ('other_value', 2, 'a', 'b'),
    ('no_longer_null', 1, 'a', 'b'),
    ('twice_the_same', 1, 'c', 'd'),
    ('twice_the_same', 1, 'a', 'b'),
    ('once_instead_of_twice', 1, 'a', 'b'),
    ('twice_instead_of_once', 1, 'a', 'b'),
    ('twice_instead_of_once', 1, 'a', 'b'),
    ('twice_and_one_other', 1, 'a', 'b'),
    ('twice_and_one_other', 1, 'c', 'e'),
    ('twice_fresh', 1, 'a', 'b'),
    ('twice_fresh', 1, 'a', 'b')

),

actual_rows as (

    {{ org_funnels.increment_changed_keys(
        'stored', ['key_1', 'key_2', 'value_1', 'value_2'], ['key_1', 'key_2']
    ) }}

),

expected_rows (key_1, key_2) as (

    values
    ('gone', 1),
    ('fresh', 1),
    ('other_value', 1),
    ('no_longer_null', 1),
    ('once_instead_of_twice', 1),
    ('twice_instead_of_once', 1),
    ('twice_and_one_other', 1),
    ('twice_gone', 1),
    ('twice_fresh', 1)

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

{#
taken_in_turn(intervals, keys, columns)

    The intervals that are taken one after another: of each key the first, and after each the first
    that begins after it has ended. Gives the keys, began_at, ended_at, the columns and turn_number,
    1 for the first.

        began_at   ended_at
        0:00       0:20       1
        0:10       0:15             it began before the first had ended
        0:20       0:30             not after it, but at that very time
        0:25       null       2     it never ends
        0:40       0:50

    intervals: a relation or CTE with the keys, began_at, ended_at, which is not before began_at, and
        the columns; unique by the keys and began_at
    keys: names of columns without nulls
    columns: names of further columns that are wanted
#}
{% macro taken_in_turn(intervals, keys, columns=[]) -%}
    {{ return(adapter.dispatch('taken_in_turn', 'org_funnels')(intervals, keys, columns)) }}
{%- endmacro %}

{#
A walk over each key's sorted arrays: 3 s for a million intervals, one key or many. A recursion over all
keys at once would build its join anew at each turn of the longest.
#}
{% macro default__taken_in_turn(intervals, keys, columns) -%}
    select
        {%- for key in keys %}
        lists.{{ key }},
        {%- endfor %}
        lists.begins[taken.place] as began_at,
        nullif(lists.ends[taken.place], timestamp 'infinity') as ended_at,
        {%- for column in columns %}
        lists.list_of_{{ column }}[taken.place] as {{ column }},
        {%- endfor %}
        taken.turn_number

    from (
        select
            {{ keys | join(', ') }},
            array_agg(began_at order by began_at) as begins,
            {%- for column in columns %}
            -- array_append() leaves it in the form in which the n-th is found at once
            array_append(array_agg({{ column }} order by began_at), null) as list_of_{{ column }},
            {%- endfor %}
            array_agg(coalesce(ended_at, timestamp 'infinity') order by began_at) as ends

        from {{ intervals }}

        group by {{ keys | join(', ') }}
    ) as lists

    cross join lateral (
        with recursive

        walk (place, turn_number) as (

            select
                1,
                1

            union all

            select
                following.place,
                walk.turn_number + 1

            from walk

            cross join lateral (
                -- how many begin before or at its end, and one
                select width_bucket(lists.ends[walk.place], lists.begins) + 1 as place
            ) as following

            where following.place <= cardinality(lists.begins)

        )

        select * from walk
    ) as taken
{%- endmacro %}

{#
By doubling: from each interval to the one 1, 2, 4, … turns on, and then down again from the first of
each key. 24 times, so up to 16 million turns of one key. DuckDB copies a list wherever it is carried,
and a recursion builds its join anew at each turn.
#}
{% macro duckdb__taken_in_turn(intervals, keys, columns) -%}
    {%- set levels = 24 -%}
    {%- set key_list = keys | join(', ') -%}
    with

    numbered as (

        select
            {{ key_list }},
            began_at,
            coalesce(ended_at, timestamp 'infinity') as ended_at,
            {%- for column in columns %}
            {{ column }},
            {%- endfor %}
            cast(row_number() over (partition by {{ key_list }} order by began_at) as integer) as place

        from {{ intervals }}

    ),

    jump_0 as materialized (

        select
            {%- for key in keys %}
            numbered.{{ key }},
            {%- endfor %}
            numbered.place,
            later.place as next_place

        from numbered

        asof inner join numbered as later
            on
                {%- for key in keys %}
                numbered.{{ key }} = later.{{ key }} and
                {%- endfor %}
                numbered.ended_at < later.began_at

    ),

    {%- for level in range(1, levels) %}

    jump_{{ level }} as materialized (

        select
            {%- for key in keys %}
            half.{{ key }},
            {%- endfor %}
            half.place,
            other_half.next_place

        from jump_{{ level - 1 }} as half

        inner join jump_{{ level - 1 }} as other_half
            on
                {%- for key in keys %}
                half.{{ key }} = other_half.{{ key }} and
                {%- endfor %}
                half.next_place = other_half.place

    ),
    {%- endfor %}

    taken_{{ levels }} as materialized (

        select
            {{ key_list }},
            place,
            cast(1 as integer) as turn_number

        from numbered

        where place = 1

    ),

    {%- for level in range(levels - 1, -1, -1) %}

    taken_{{ level }} as materialized (

        select * from taken_{{ level + 1 }}

        union all

        select
            {%- for key in keys %}
            taken.{{ key }},
            {%- endfor %}
            jumps.next_place,
            cast(taken.turn_number + {{ 2 ** level }} as integer)

        from taken_{{ level + 1 }} as taken

        inner join jump_{{ level }} as jumps
            on
                {%- for key in keys %}
                taken.{{ key }} = jumps.{{ key }} and
                {%- endfor %}
                taken.place = jumps.place

    ),
    {%- endfor %}

    placed as (

        select
            {%- for key in keys %}
            taken_0.{{ key }},
            {%- endfor %}
            numbered.began_at,
            nullif(numbered.ended_at, timestamp 'infinity') as ended_at,
            {%- for column in columns %}
            numbered.{{ column }},
            {%- endfor %}
            taken_0.turn_number

        from taken_0

        inner join numbered
            on
                {%- for key in keys %}
                taken_0.{{ key }} = numbered.{{ key }} and
                {%- endfor %}
                taken_0.place = numbered.place

    )

    select * from placed
{%- endmacro %}

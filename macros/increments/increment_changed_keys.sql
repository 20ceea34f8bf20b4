{#
increment_changed_keys(stored, columns, keys)

    The query of the keys whose rows are others in `computed` than in a model. Rows of one key are held
    side by side, which takes a small part of the time of an `except all` over wide rows. A key that is
    there twice, as bad data may have it, has no one row to be held against: its rows are compared by
    `except all`, which counts.

    stored, columns, keys: as in increment_changed()
#}
{% macro increment_changed_keys(stored, columns, keys) -%}
    {%- set key_list = keys | join(', ') -%}
    {%- set rows = 'select ' ~ columns | join(', ') ~ ' from ' -%}
    {%- set repeated = ' inner join repeated_keys using (' ~ key_list ~ ')' -%}
    with

    repeated_keys as (

        select {{ key_list }} from {{ stored }}
        group by {{ key_list }}
        having count(*) > 1

        union

        select {{ key_list }} from computed
        group by {{ key_list }}
        having count(*) > 1

    ),

    differing as (

        select
            {%- for key in keys %}
            coalesce(was.{{ key }}, now.{{ key }}) as {{ key }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ stored }} as was
        full join computed as now
            on
                {%- for key in keys %}
                {{ 'and ' if not loop.first }}was.{{ key }} = now.{{ key }}
                {%- endfor %}
        where
            was.{{ keys[0] }} is null
            or now.{{ keys[0] }} is null
            {%- for column in columns if column not in keys %}
            or was.{{ column }} is distinct from now.{{ column }}
            {%- endfor %}

    )

    select distinct {{ key_list }}
    from differing
    where not exists (
        select 1 from repeated_keys
        where
            {%- for key in keys %}
            {{ 'and ' if not loop.first }}repeated_keys.{{ key }} = differing.{{ key }}
            {%- endfor %}
    )

    union

    select {{ key_list }}
    from ({{ rows }}{{ stored }}{{ repeated }} except all {{ rows }}computed{{ repeated }}) as gone

    union

    select {{ key_list }}
    from ({{ rows }}computed{{ repeated }} except all {{ rows }}{{ stored }}{{ repeated }}) as fresh
{%- endmacro %}

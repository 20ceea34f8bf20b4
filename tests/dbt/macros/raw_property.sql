-- The rows of the table in macros/staging/raw_property.sql: a column that is no text is cast by
-- what it says, whatever its type.
{% set columns = {
    'whole_float': {'name': 'whole_float', 'family': 'float'},
    'half_float': {'name': 'half_float', 'family': 'float'},
    'long_number': {'name': 'long_number', 'family': 'integer'},
    'one': {'name': 'one', 'family': 'integer'},
    'flag': {'name': 'flag', 'family': 'boolean'},
    'calendar_date': {'name': 'calendar_date', 'family': 'date'},
    'zoned': {'name': 'zoned', 'family': 'timestamptz'},
    'cents': {'name': 'cents', 'family': 'decimal'},
    'words': {'name': 'words', 'family': 'text'},
} %}
{% set cases = [
    ['whole_float', 'integer', 'cast(12 as bigint)'],
    ['half_float', 'integer', 'cast(null as bigint)'],
    ['half_float', 'number', 'cast(12.5 as numeric(28, 9))'],
    ['long_number', 'integer', 'cast(9000000000000000001 as bigint)'],
    ['one', 'boolean', 'true'],
    ['one', 'number', 'cast(1 as numeric(28, 9))'],
    ['flag', 'boolean', 'true'],
    ['flag', 'text', "'true'"],
    ['calendar_date', 'timestamp', "timestamp '2026-03-01 00:00:00'"],
    ['zoned', 'timestamp', "timestamp '2026-03-01 07:00:00'"],
    ['cents', 'text', "'12.5'"],
    ['words', 'text', "' ten '"],
    ['Words', 'integer', 'cast(null as bigint)'],
    ['gone', 'number', 'cast(null as numeric(28, 9))'],
] %}
with

raw_rows as (

    select
        cast(12.0 as double precision) as whole_float,
        cast(12.5 as double precision) as half_float,
        cast(9000000000000000001 as bigint) as long_number,
        cast(1 as integer) as one,
        true as flag,
        cast('2026-03-01' as date) as calendar_date,
        cast('2026-03-01 09:00:00+02' as timestamp with time zone) as zoned,
        cast(12.50 as numeric(12, 2)) as cents,
        ' ten ' as words

),

answered as (
    {% for name, type, expected in cases %}
    select
        '{{ name }} as {{ type }}' as stated,
        cast({{ expected }} as {{ dbt.type_string() }}) as expected,
        cast(
            {{ org_funnels.raw_property(columns, name, type) }} as {{ dbt.type_string() }}
        ) as actual

    from raw_rows
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select * from answered
where actual is distinct from expected

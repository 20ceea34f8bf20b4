-- The rows of the table in macros/engine/type_family.sql, one by one.
{% set cases = [
    ['character varying(256)', 'text'], ['TEXT', 'text'], ['VARCHAR', 'text'], ['uuid', 'text'],
    ['bigint', 'integer'], ['HUGEINT', 'decimal'], ['UBIGINT', 'decimal'], ['integer', 'integer'],
    ['double precision', 'float'], ['REAL', 'float'], ['FLOAT', 'float'],
    ['numeric(12,2)', 'decimal'], ['DECIMAL(12,2)', 'decimal'], ['numeric', 'decimal'],
    ['boolean', 'boolean'], ['BOOL', 'boolean'],
    ['timestamp with time zone', 'timestamptz'], ['TIMESTAMP WITH TIME ZONE', 'timestamptz'],
    ['timestamptz', 'timestamptz'], ['TIMESTAMP_TZ', 'timestamptz'],
    ['TIMESTAMP', 'timestamp'], ['timestamp without time zone', 'timestamp'],
    ['TIMESTAMP_NS', 'timestamp'], ['DATETIME', 'timestamp'],
    ['date', 'date'],
    ['jsonb', 'other'], ['VARCHAR[]', 'other'],
] %}
with

answered as (
    {% for data_type, family in cases %}
    select
        '{{ data_type }}' as data_type,
        '{{ family }}' as expected,
        '{{ org_funnels.type_family(data_type) }}' as actual
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select * from answered
where actual is distinct from expected

{#
type_family(data_type)

    The family of a column's type, from the name that the engine gives it.

        data_type                       family
        character varying(256), TEXT    text
        bigint, INTEGER                 integer
        double precision, REAL          float
        numeric(12,2), HUGEINT          decimal          whole, but more than bigint holds
        boolean                         boolean
        timestamp with time zone        timestamptz
        TIMESTAMP, timestamp without …  timestamp
        date                            date
        jsonb, VARCHAR[]                other

    data_type: text
#}
{% macro type_family(data_type) -%}
    {%- set name = data_type | lower | trim -%}
    {%- if name.endswith('[]') -%}{{ return('other') }}{%- endif -%}
    {%- set base = name.split('(')[0] | trim -%}
    {%- if 'with time zone' in name or base in ['timestamptz', 'timestamp_tz'] -%}
        {{ return('timestamptz') }}
    {%- elif base.startswith('timestamp') or base == 'datetime' -%}{{ return('timestamp') }}
    {%- elif base == 'date' -%}{{ return('date') }}
    {%- elif base in ['boolean', 'bool'] -%}{{ return('boolean') }}
    {%- elif base in ['numeric', 'decimal', 'hugeint', 'uhugeint', 'ubigint'] -%}
        {{ return('decimal') }}
    {%- elif base in ['double precision', 'double', 'real', 'float', 'float4', 'float8'] -%}
        {{ return('float') }}
    {%- elif base in [
        'smallint', 'integer', 'int', 'bigint', 'int2', 'int4', 'int8', 'tinyint', 'utinyint',
        'usmallint', 'uinteger', 'long',
    ] -%}
        {{ return('integer') }}
    {%- elif base in ['text', 'varchar', 'character varying', 'character', 'char', 'string', 'bpchar', 'uuid'] -%}
        {{ return('text') }}
    {%- else -%}{{ return('other') }}
    {%- endif -%}
{%- endmacro %}

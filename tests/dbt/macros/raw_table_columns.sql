-- A raw table that is there has its columns, though dbt's cache does not know it: so another thread
-- sees it that asks while the cache is filled. One that is missing and optional has none.
{% set relation = api.Relation.create(
    database=target.database, schema=target.schema, identifier='raw_table_that_no_cache_knows'
) %}
{% set missing = api.Relation.create(
    database=target.database, schema=target.schema, identifier='raw_table_that_is_missing'
) %}
{% set seen = {} %}
{% if execute %}
{% do adapter.create_schema(relation) %}
{#- after this the cache has the schema, without the table #}
{% do load_relation(missing) %}
{% call statement('made') %}create table {{ relation }} (id text, "Sent" date){% endcall %}
{% do seen.update({
    'found': org_funnels.raw_table_columns({'relation': relation, 'optional': true}, []),
    'missing': org_funnels.raw_table_columns({'relation': missing, 'optional': true}, []),
}) %}
{#- in the transaction that made it: one engine ends a test's with a rollback, one does not #}
{% call statement('dropped') %}drop table {{ relation }}{% endcall %}
{% endif %}
{% set expected = {
    'id': {'name': 'id', 'family': 'text'},
    'sent': {'name': 'Sent', 'family': 'date'},
} %}
select '{{ seen | tojson | replace("'", "''") }}' as actual
where {{ 'false' if seen == {'found': expected, 'missing': none} else 'true' }}

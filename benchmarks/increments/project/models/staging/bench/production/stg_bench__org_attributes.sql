select
    id as org_id,
    'language' as attribute,
    language as value,
    cast(null as timestamp) as valid_from,
    cast(null as timestamp) as valid_to
from {{ source('bench_production', 'orgs') }}

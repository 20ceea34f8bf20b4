select
    id as org_id,
    name as org_name,
    is_internal,
    created_at,
    cast(null as timestamp) as deleted_at
from {{ source('bench_production', 'orgs') }}

select
    id as user_id,
    org_id,
    created_at as valid_from,
    cast(null as timestamp) as valid_to
from {{ source('bench_production', 'users') }}

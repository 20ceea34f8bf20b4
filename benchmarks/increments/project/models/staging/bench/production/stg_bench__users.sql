select
    id as user_id,
    created_at,
    is_internal,
    cast(null as timestamp) as deleted_at,
    {{ org_funnels.json_object({}) }} as attributes
from {{ source('bench_production', 'users') }}

select
    id as project_id,
    created_at
from {{ source('bench_production', 'projects') }}

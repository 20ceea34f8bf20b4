select
    org_id,
    name as org_name,
    valid_from,
    valid_to
from {{ source('bench_production', 'org_names') }}

select
    id as subscription_change_id,
    org_id,
    changed_at,
    kind,
    from_tier,
    to_tier,
    cast(mrr_before as numeric(12, 2)) as mrr_before,
    cast(mrr_after as numeric(12, 2)) as mrr_after
from {{ source('bench_production', 'subscription_events') }}

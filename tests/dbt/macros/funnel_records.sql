-- A strict funnel reads the events of its entities, for they break its chains, though all of its
-- steps are production records.
{% set paid = {'name': 'paid', 'production': 'subscription_changes'} -%}
{% set strict = org_funnels.funnel_events('org', [paid], order='strict') -%}
{% set ordered = org_funnels.funnel_events('org', [paid]) -%}
select 'strict' as funnel
where {{ 'false' if ref('fct_events') | string in strict else 'true' }}
union all
select 'ordered' as funnel
where {{ 'true' if ref('fct_events') | string in ordered else 'false' }}

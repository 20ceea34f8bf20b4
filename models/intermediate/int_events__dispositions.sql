{#
What became of every raw row. Rejecting comes first, because it is a property of the row alone; only
then are the deliveries of one event id numbered, so that a rejected row can never push out a good
one.
#}
{{ config(
    materialized='increment',
    pre_hook="{{ org_funnels.touched_deliveries() }}",
    meta={
        'scope': [
            'event_id in (select event_id from touched where event_id is not null)',
            'event_id is null and (source_table, cast(loaded_at as date)) in '
            '(select source_table, loaded_date from touched where event_id is null)',
        ],
        'logs': [
            {'kind': 'event', 'key': 'event_id', 'at': 'coalesce(occurred_at, loaded_at)'},
            {
                'kind': 'anonymous',
                'key': "case when disposition = 'event' and user_id is not null then anonymous_id end",
                'side': 'went',
            },
            {
                'kind': 'link',
                'key': "case when disposition = 'event' then " ~ org_funnels.identity_link_key() ~ ' end',
                'at': 'occurred_at',
                'side': 'came',
            },
            {'kind': 'source_table', 'key': 'source_table', 'at': 'loaded_at', 'of': ['disposition', 'reason', 'uncast_columns']},
        ],
        'indexes': [
            '(event_id)',
            '(source_table, loaded_at)',
            "(source_table, loaded_at) where disposition <> 'event'",
            '(source_table) where uncast_columns is not null',
            '(anonymous_id) where anonymous_id is not null',
            '(user_id) where user_id is not null',
            '(repo) where repo is not null',
            '((' ~ org_funnels.org_key('org_value_1') ~ ')) where org_value_1 is not null',
            '((' ~ org_funnels.org_key('org_value_2') ~ ')) where org_value_2 is not null',
            '((' ~ org_funnels.org_key('org_value_3') ~ ')) where org_value_3 is not null',
            '((' ~ org_funnels.org_key('org_value_4') ~ ')) where org_value_4 is not null',
        ],
    },
) }}
{{ org_funnels.also_reads('state_unread') }}
{{ org_funnels.also_reads('state_watermarks') }}
{% set first_delivery -%}
received_at asc nulls last,
loaded_at asc,
{{ org_funnels.byte_order('source_table') }} asc,
{{ org_funnels.byte_order('event_name') }} asc nulls last,
occurred_at asc nulls last,
{{ org_funnels.byte_order('user_id') }} asc nulls last,
{{ org_funnels.byte_order('anonymous_id') }} asc nulls last,
{% for number in range(1, 5) -%}
{{ org_funnels.byte_order('org_value_' ~ number) }} asc nulls last,
{% endfor -%}
{{ org_funnels.byte_order('repo') }} asc nulls last,
{{ org_funnels.byte_order('view') }} asc nulls last,
{{ org_funnels.byte_order('treatments') }} asc,
{{ org_funnels.byte_order('properties') }} asc
{%- endset %}

with

deliveries as not materialized (

    select
        {{ org_funnels.event_columns() | map(attribute=0) | join(',\n        ') }}

    from {{ org_funnels.touched_or_whole('deliveries_of_touched', ref('int_events__deliveries')) }}

),

as_of as (

    select * from {{ ref('int_as_of') }}

),

-- A row that nobody received or loaded at a known time is held against the end of the data.
judged as not materialized (

    select
        deliveries.*,
        case
            when deliveries.plan_rejection is not null then deliveries.plan_rejection
            when deliveries.event_id is null then 'no_id'
            when deliveries.occurred_at is null then 'no_time'
            when
                deliveries.occurred_at > {{ org_funnels.add_seconds(
                    'coalesce('
                    ~ 'deliveries.received_at, '
                    ~ 'nullif(deliveries.loaded_at, ' ~ org_funnels.unknown_load_time() ~ '), '
                    ~ 'as_of.as_of)',
                    var('max_hours_ahead') * 3600
                ) }}
                then 'future_time'
        end as rejected_reason

    from deliveries

    cross join as_of

),

-- A client that loses its connection sends the event again under the same id. The first delivery is
-- kept: its received_at is nearest to what happened. Rows alike in all of these columns are alike
-- in every column that matters, so it is no matter which of them is first.
numbered as (

    {{ org_funnels.numbered_repeats(
        'judged', 'event_id', 'rejected_reason is null', first_delivery, 'delivery_number'
    ) | indent(4) }}

),

dispositions as (

    select
        {% for name, type in org_funnels.event_columns() -%}
        {{ name }},
        {% endfor -%}
        case
            when rejected_reason is not null then 'rejected'
            when delivery_number = 1 then 'event'
            else 'duplicate'
        end as disposition,
        rejected_reason as reason

    from numbered

)

select * from dispositions

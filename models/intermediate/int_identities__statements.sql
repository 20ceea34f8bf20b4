-- What identify calls say: this anonymous id was this user at that time.
{{ config(
    materialized='increment',
    unique_key=['anonymous_id', 'user_id', 'linked_at'],
    meta={
        'logs': [
            {'kind': 'anonymous', 'key': 'anonymous_id', 'side': 'went'},
            {'kind': 'link', 'key': org_funnels.identity_link_key(), 'at': 'linked_at', 'side': 'came'},
        ],
        'indexes': ['(anonymous_id)', '(user_id)'],
    },
) }}
{{ org_funnels.also_reads('state_unread') }}
with

calls as (

    select * from {{ ref('int_identities__identifies') }}

),

statements as (

    select distinct
        anonymous_id,
        user_id,
        occurred_at as linked_at

    from calls

    where anonymous_id is not null and user_id is not null and occurred_at is not null

)

select * from statements

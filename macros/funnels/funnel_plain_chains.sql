{#
funnel_plain_chains(events, settings, user_id)

    CTEs of funnel_attempts() up to funnel__chains for the plain shape, in which taking the next event
    of the next step is always best: ordered, no `within`, no event that can match two steps. Each
    attempt with step_<k>_at, step_<k>_event_id and step_<k>_user_id, cut at the end of the window.

    events, user_id: as in funnel_attempts()
    settings: what funnel_settings() gave
#}
{% macro funnel_plain_chains(events, settings, user_id) -%}
    {{ return(adapter.dispatch('funnel_plain_chains', 'org_funnels')(
        org_funnels.funnel_source(events, settings), org_funnels.funnel_matches(settings, 'condition'),
        settings['window'], org_funnels.funnel_user(user_id)
    )) }}
{%- endmacro %}

{#
PostgreSQL: one sorted array a step and entity; the next event of a step is found by bisection. What
makes it quick, measured on 10 M events: a chain is looked up no further once it is past its window;
ids are only gathered and looked for where somebody asks for them, and are in one array, step after
step, because every column costs on every level; each level is `offset 0`, or PostgreSQL would merge
them and compute an expression wherever it is read; and array_append() leaves an array of texts in the
form in which the n-th is found at once, where a plain one is walked from its beginning.
#}
{% macro default__funnel_plain_chains(source, matches, window, user) -%}
    {%- set numbers = range(1, matches | length + 1) | list -%}
    {%- set id = org_funnels.funnel_event_id() -%}
    {%- set by_id = 'order by occurred_at, ' ~ org_funnels.byte_order(id) -%}
    {%- set carried = [] -%}
    {%- set event_ids = [] -%}
    {%- set user_ids = [] -%}
    {%- for match in matches -%}
        {%- do carried.append('ats_' ~ loop.index) -%}
        {%- do event_ids.append('array_agg(' ~ id ~ ' ' ~ by_id ~ ') filter (where ' ~ match ~ ')') -%}
        {%- do user_ids.append('array_agg(' ~ user ~ ' ' ~ by_id ~ ') filter (where ' ~ match ~ ')') -%}
    {%- endfor -%}
    {%- set ends_at = "cast('infinity' as timestamp)" if window is none else org_funnels.add_seconds('ats_1[position_1]', window) -%}
    {%- set carried = (carried + ['event_ids', 'user_ids']) | join(', ') -%}
    funnel__arrays as (

        select
            entity_id,
            {%- for match in matches %}
            array_agg(occurred_at order by occurred_at) filter (where {{ match }}) as ats_{{ loop.index }},
            {%- endfor %}
            array_append({{ event_ids | join('\n                || ') }}, null) as event_ids,
            array_append({{ user_ids | join('\n                || ') }}, null) as user_ids

        from {{ source }}

        where
            entity_id is not null and occurred_at is not null and event_id is not null
            and ({{ matches | join(' or ') }})

        group by entity_id

    ),

    -- an entity without a first step has no subscripts
    funnel__starts as (

        select
            entity_id,
            generate_subscripts(ats_1, 1) as position_1,
            {{ carried }}

        from funnel__arrays

    ),

    funnel__found_1 as (

        select
            entity_id,
            position_1,
            ats_1[position_1] as step_1_at,
            {{ ends_at }} as ends_at,
            {{ carried }}

        from funnel__starts

    ),
    {% for number in numbers[1:] %}
    {%- set before = 'step_' ~ (number - 1) ~ '_at' %}
    funnel__found_{{ number }} as (

        select
            entity_id,
            position_1,
            {%- for found in range(1, number) %}
            step_{{ found }}_at,
            {%- endfor %}
            ends_at,
            -- how many lie before, and one: the first at or after
            ats_{{ number }}[width_bucket(
                {{ before if number == 2 else 'case when ' ~ before ~ ' <= ends_at then ' ~ before ~ ' end' }} + interval '-1 microsecond',
                ats_{{ number }}
            ) + 1] as step_{{ number }}_at,
            {{ carried }}

        from funnel__found_{{ number - 1 }}

        offset 0

    ),
    {% endfor %}
    funnel__chains as (

        select
            entity_id,
            step_1_at,
            event_ids[position_1] as step_1_event_id,
            user_ids[position_1] as step_1_user_id
            {%- set before = [] %}
            {%- for number in numbers[1:] %}
            {%- set at = 'step_' ~ number ~ '_at' %}
            {%- set at_in_window = 'case when ' ~ at ~ ' <= ends_at then ' ~ at ~ ' end' %}
            {%- do before.append('cardinality(ats_' ~ (number - 1) ~ ')') %}
            {%- set position = before | join(' + ') ~ ' + width_bucket(' ~ at_in_window ~ " + interval '-1 microsecond', ats_" ~ number ~ ') + 1' %},
            {{ at_in_window }} as {{ at }},
            event_ids[{{ position }}] as step_{{ number }}_event_id,
            user_ids[{{ position }}] as step_{{ number }}_user_id
            {%- endfor %}

        from funnel__found_{{ numbers | length }}

        offset 0

    )
{%- endmacro %}

{#
DuckDB: one asof join a step. Every event has a place in the order of entity and time, so that each
join compares one number instead of an entity and a time, and finds its input sorted: worth more than
the sort costs. A place of the next entity ends the chain, as one after the window does; only what is
still inside is joined further. Whether it is, is worked out once, where each of its two readers would.
No null is ever compared: before 2.0 a large asof left join matched null keys with each other.
#}
{% macro duckdb__funnel_plain_chains(source, matches, window, user) -%}
    {%- set numbers = range(1, matches | length + 1) | list -%}
    {%- set columns = ['at', 'event_id', 'user_id'] -%}
    funnel__matched as materialized (

        select
            entity_id,
            occurred_at,
            {{ org_funnels.funnel_event_id() }} as event_id,
            {{ user }} as user_id,
            cast(
                case {% for match in matches %} when {{ match }} then {{ loop.index }}{% endfor %} end as utinyint
            ) as step_number

        from {{ source }}

        where
            entity_id is not null and occurred_at is not null and event_id is not null
            and ({{ matches | join(' or ') }})

    ),

    funnel__entities as materialized (

        select
            entity_id,
            -- in their own order: events that come sorted by entity stay so, and cost less to sort
            cast(row_number() over (order by entity_id) as uinteger) as entity_number

        from (select distinct entity_id from funnel__matched where step_number = 1)

    ),

    funnel__numbered as materialized (

        select
            funnel__entities.entity_number,
            funnel__matched.* exclude (entity_id),
            -- of simultaneous events the one of a later step comes later
            cast(row_number() over (
                order by funnel__entities.entity_number, funnel__matched.occurred_at, funnel__matched.step_number
            ) as uinteger) as place

        from funnel__matched

        inner join funnel__entities
            on funnel__matched.entity_id = funnel__entities.entity_id

    ),

    funnel__chain_1 as (

        select
            entity_number,
            place,
            occurred_at as step_1_at,
            event_id as step_1_event_id,
            user_id as step_1_user_id

        from funnel__numbered

        -- A constant that DuckDB doesn't see. Where every reader of a CTE filters it, it gives the CTE
        -- all the filters at once, which here would test every row and drop none.
        where step_number = (select 1)

    ),
    {% for number in numbers[1:] %}
    funnel__chain_{{ number }} as materialized (

        select
            earlier.* exclude (place),
            later.place,
            later.occurred_at as step_{{ number }}_at,
            later.event_id as step_{{ number }}_event_id,
            later.user_id as step_{{ number }}_user_id,
            coalesce(
                earlier.entity_number = later.entity_number
                and {{ org_funnels.funnel_in_window('later.occurred_at', 'earlier.step_1_at', window) }},
                false
            ) as goes_on

        from (
            select *{{ ' exclude (goes_on)' if number > 2 }}
            from funnel__chain_{{ number - 1 }}
            {{- '\n            where goes_on' if number > 2 }}
        ) as earlier

        asof left join (
            -- Of simultaneous ones the smallest id, whichever the join takes. A window that nobody
            -- asks for is not computed; a group by always is.
            select
                entity_number,
                place,
                occurred_at,
                first_value(event_id) over simultaneous as event_id,
                first_value(user_id) over simultaneous as user_id
            from funnel__numbered
            where step_number = {{ number }}
            window simultaneous as (partition by entity_number, occurred_at order by event_id)
        ) as later
            on earlier.place <= later.place

    ),
    {% endfor %}
    -- each chain once, where it ended
    funnel__chains as (

        select entities.entity_id, ended.*

        from (
            {%- for reached in numbers %}
            select
                entity_number
                {%- for number in numbers %}
                {%- for column in columns %},
                {{ 'null as ' if number > reached }}step_{{ number }}_{{ column }}
                {%- endfor %}
                {%- endfor %}
            from funnel__chain_{{ reached if loop.last else reached + 1 }}
            {%- if reached < numbers | length %}
            where not goes_on
            {%- elif reached > 1 %}
            where goes_on
            {%- endif %}
            {{- '\n            union all' if not loop.last }}
            {%- endfor %}
        ) as ended

        inner join funnel__entities as entities
            on ended.entity_number = entities.entity_number

    )
{%- endmacro %}

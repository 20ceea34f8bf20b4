{#
guard_full_refresh(existing)

    Stops a full refresh of a table with more than var('full_refresh_limit') rows, which is hours of work
    for a flag that is quickly typed, unless the run says so. Nothing is ever wrong without one: code that
    has changed is found, and what it touches is computed again.

    existing: the relation that is there, or none
#}
{% macro guard_full_refresh(existing) -%}
    {%- if existing is not none and existing.is_table and should_full_refresh() and not var('allow_full_refresh') -%}
        {%- set rows = run_query(org_funnels.row_estimate(existing)).rows -%}
        {%- if rows and rows[0][0] > var('full_refresh_limit') -%}
            {{ exceptions.raise_compiler_error(
                "--full-refresh would build " ~ existing ~ " anew, a table of about " ~ rows[0][0] ~ " rows, and "
                ~ "var('full_refresh_limit') is " ~ var('full_refresh_limit') ~ ". Leave the flag out: a run finds what has "
                ~ "changed, code too. If you mean it, add --vars 'allow_full_refresh: true'."
            ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

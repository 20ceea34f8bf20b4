"""The screen that says what the marts hold, after a build.

One module a section; each reads its marts into values and shows those. It decides nothing, and
imports neither dbt nor Great Expectations: it must be there at once.
"""

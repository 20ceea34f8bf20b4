"""Org funnels and event reconciliation: the commands around the dbt package."""

__version__ = "0.1.0"

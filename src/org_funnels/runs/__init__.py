"""A run: what a scheduler calls, step by step, and what the log knows of it."""

"""Alerts: who is told by which channel, how a message looks there, and whether it arrived."""

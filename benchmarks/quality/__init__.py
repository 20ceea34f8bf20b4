"""How the reconciliations do over a simulated year: false alarms, and the time to detect a loss."""

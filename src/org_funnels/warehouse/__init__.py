"""The warehouse: connect to it, fill it, and run the embedded one."""

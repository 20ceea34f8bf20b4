"""What runs of increments cost: `make bench-increments`."""

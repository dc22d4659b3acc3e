"""What runs, in what order, and how results reach the disk: load, compose, resolve, write."""

"""A bounded load on a counter on this machine: how long answers take, and how many fail."""

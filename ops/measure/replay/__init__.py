"""A year of requests through the real use cases, with a simulated clock and synthetic people."""

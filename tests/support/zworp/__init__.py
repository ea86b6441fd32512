"""A process that exists in tests only, its ids made-up words: what adding a process takes."""

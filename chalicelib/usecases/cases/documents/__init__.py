"""The documents of cases: made, marked, opened."""

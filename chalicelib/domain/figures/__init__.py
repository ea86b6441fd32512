"""The figures: what each request adds to them, and what they say together."""

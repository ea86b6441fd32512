"""A case as one reader may see it."""

"""A person's data on their own request: asked for, written down, planned, erased."""

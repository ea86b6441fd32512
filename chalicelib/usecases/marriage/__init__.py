"""What the automatic states of a marriage do."""

"""Cases and all that hangs on them, in the one table."""

"""What there is to do, and for whom the rest waits."""

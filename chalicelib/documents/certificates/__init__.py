"""What of it only certificates have."""

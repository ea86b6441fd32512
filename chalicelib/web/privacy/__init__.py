"""What somebody may ask about their own data."""

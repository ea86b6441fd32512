"""What goes out of a case, and what comes back."""

"""What happens to a case, from the first call to the last."""

"""What people fill in: from raw strings and files to typed values; no form language."""

"""What only marriages have of their own at the desk."""

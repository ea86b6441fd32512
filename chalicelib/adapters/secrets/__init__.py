"""What is secret: its versions, the keys that follow from it, and what it hides."""

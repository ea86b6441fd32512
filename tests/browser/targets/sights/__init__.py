"""What `make shots` takes pictures of: who goes where, and what they do until it is there."""

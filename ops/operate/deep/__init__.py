"""What is stored, against itself: table, bucket, index; what can safely be put right is."""

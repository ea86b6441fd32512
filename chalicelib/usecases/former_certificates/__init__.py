"""What is done with certificates as requests, until they are cases; then it goes."""

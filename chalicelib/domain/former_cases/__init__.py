"""What a request for a certificate is, until certificates are cases; then it goes."""

"""How requests for certificates go, until certificates are cases; then it goes."""

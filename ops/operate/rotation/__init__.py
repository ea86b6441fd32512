"""Renewing what is secret, while the counter stays open."""

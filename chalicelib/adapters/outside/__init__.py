"""Others that are asked over HTTP: authorities for time and revocations, and ourselves."""

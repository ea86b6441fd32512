"""What the automatic states of an address change do."""

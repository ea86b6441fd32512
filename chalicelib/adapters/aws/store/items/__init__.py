"""What a case is as items: where they lie, how they are written and read, and in which schema."""

"""What somebody sent when it could not be taken: kept, and filled in again."""

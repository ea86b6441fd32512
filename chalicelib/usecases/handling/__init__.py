"""Who of ours has which case in hand, whatever its process: no event, no other version."""

"""What a change of a case writes, part by part."""

"""What everything that takes time has in common; knows no process."""

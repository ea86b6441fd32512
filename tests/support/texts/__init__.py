"""What people read: every text, and which of our Python is one."""

"""What becomes of mails."""

"""What cases send: messages, bells, notices and reports."""

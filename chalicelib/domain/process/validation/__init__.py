"""Whether a process can work: every problem in words, before a citizen meets it."""

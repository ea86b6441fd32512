"""The form in which a citizen asks for a certificate: its pages, what was filled in, sending it."""

"""A case begins: its form, what the form holds meanwhile, and who may."""

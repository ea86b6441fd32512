"""People act: who may, what each kind of action does, what was seen."""

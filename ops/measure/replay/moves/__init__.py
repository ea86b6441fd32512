"""A year of moves, as it is here and as it was on paper, over the same people and officers."""

"""How a case moves: from what happens to the change that is stored; pure."""

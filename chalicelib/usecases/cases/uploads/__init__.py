"""Files that people put ready before a case names them."""

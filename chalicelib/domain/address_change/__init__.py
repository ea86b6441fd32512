"""The address change: what is declared, what is judged, what is printed. Pure."""

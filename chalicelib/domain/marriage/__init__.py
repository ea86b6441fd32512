"""The marriage as a process: two people declare it, and the law's clock runs by itself."""

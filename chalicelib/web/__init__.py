"""HTTP: pages for citizens, the JSON API, and what is the same around them."""

"""What only address changes have on the web: officers' pages, and what movers read besides."""

"""What the use cases need of the world, as Protocols; adapters fulfil them, `wiring` joins them."""

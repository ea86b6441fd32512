"""What a citizen fills in and sends later."""

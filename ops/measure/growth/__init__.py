"""How much work a request is when more and more is stored: calls to AWS, rows and bytes."""

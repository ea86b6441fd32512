"""Files on their way, on AWS."""

"""What a dependency answers when it doesn't do what it was asked."""


class RetryableError(Exception):
    """A dependency didn't do it now; doing it again may help, and is harmless."""


class PermanentError(Exception):
    """A dependency won't do it, however often it is asked."""

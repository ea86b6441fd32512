"""Why an answer of a provider isn't believed; the texts name the check, and nothing of a person."""


class ProviderRefusedError(Exception):
    """The provider answered, and said no (a 4xx)."""


class WrongTokenError(Exception):
    """The token can't be believed."""


class WrongClockError(WrongTokenError):
    """The token is of another time than ours: one of the two clocks is wrong."""


class NoNumberError(WrongTokenError):
    """The person is known to the provider, but not by a national number."""

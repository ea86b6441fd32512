"""A burst of what is to be issued leaves the pages their part."""

import app

NEW_ACCOUNT = 10
"""Functions that may run at once in an account of which nobody asked for more."""


def test_issuance_leaves_the_pages_functions_even_in_a_new_account() -> None:
    (issue,) = [source for source in app.app.event_sources if source.name == "issue"]

    assert 0 < issue.maximum_concurrency < NEW_ACCOUNT

"""A mailer that keeps what it is given."""

from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.mail import Mail


class MemoryMailer:
    """Mailer; `sent` are the mails in order."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []

    def send(self, mail: Mail, sender: Municipality) -> None:  # noqa: ARG002 - the port's signature
        """As the port says."""
        self.sent.append(mail)

"""A mailer that keeps what it is given."""

from typing import override

from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.mail import Mail, Mailer


class MemoryMailer(Mailer):
    """Mailer; `sent` are the mails in order."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []

    @override
    def send(self, mail: Mail, sender: Municipality) -> None:
        self.sent.append(mail)

"""What citizens can do, and what a request goes through."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.ports.sessions import IdentityProvider
from chalicelib.usecases.cases.follow import Follow
from chalicelib.usecases.cases.submit import Submit
from chalicelib.usecases.certificates.download import Download
from chalicelib.usecases.certificates.open_link import OpenLink
from chalicelib.usecases.sign_in.sign_in import SignIn
from chalicelib.wiring.documents import Documents

if TYPE_CHECKING:
    from chalicelib.usecases.cases.ask_facts import AskFacts
    from chalicelib.usecases.cases.effects import Effects
    from chalicelib.usecases.cases.gather import Gather
    from chalicelib.usecases.cases.move import Move
    from chalicelib.usecases.cases.tick import Tick
    from chalicelib.usecases.cases.withdraw import Withdraw
    from chalicelib.usecases.certificates.issue import Issue
    from chalicelib.usecases.mail.feedback import Feedback


class Requests(Documents):
    """From a click to a mail."""

    @cached_property
    def submit(self) -> Submit:
        """Accept a request."""
        return Submit(
            self.catalogue,
            self.municipalities,
            self.processes,
            self.requests,
            self.issue_queue,
            self.keys,
            self.clock,
            self.ids,
        )

    @cached_property
    def follow(self) -> Follow:
        """What a citizen can see."""
        return Follow(self.requests, self.access_log)

    @cached_property
    def download(self) -> Download:
        """The way to the bytes."""
        return Download(self.follow, self.municipalities, self.archive, self.ledger, self.clock)

    @cached_property
    def open_link(self) -> OpenLink:
        """The link in a mail."""
        return OpenLink(self.requests, self.download, self.tries, self.keys, self.clock)

    @cached_property
    def identity(self) -> IdentityProvider:
        """Where people sign in."""
        from chalicelib.adapters.oidc.provider import OidcClient, OidcProvider  # noqa: PLC0415

        settings = self.settings
        client = OidcClient(
            issuer=settings.oidc_issuer,
            client_id=settings.oidc_client_id,
            secret="",
            redirect_uri=f"{settings.public_url}/aanmelden/terug",
            scopes=settings.oidc_scopes,
            number_claim=settings.oidc_number_claim,
            allow_test_numbers=settings.allow_test_numbers,
            trust_opaque_tokens=settings.environment == "local",
        )
        return OidcProvider(client, self.clock)

    @cached_property
    def sign_in(self) -> SignIn:
        """Sign somebody in."""
        return SignIn(self.sessions, self.identity, self.clock, self.ids)

    @cached_property
    def effects(self) -> "Effects":
        """What a change leaves to do."""
        from chalicelib.usecases.cases.effects import Effects  # noqa: PLC0415

        return Effects(
            self.requests,
            {"issue": self.issue_queue, "review": self.review_queue},
            self.mailer,
            self.mail_texts,
            self.municipalities,
            self.keys,
            self.clock,
            self.settings.public_url,
            self.suppressions,
            self.tasks,
        )

    @cached_property
    def move(self) -> "Move":
        """Change a request's state."""
        from chalicelib.usecases.cases.move import Move  # noqa: PLC0415

        return Move(self.processes, self.municipalities, self.requests, self.effects, self.clock)

    @cached_property
    def gather(self) -> "Gather":
        """Ask the registers."""
        from chalicelib.usecases.cases.gather import Gather  # noqa: PLC0415

        registers = self.registers
        return Gather(self.access_log, registers, registers, registers, registers)

    @cached_property
    def ask_facts(self) -> "AskFacts":
        """Everything the rules may look at."""
        from chalicelib.usecases.cases.ask_facts import AskFacts  # noqa: PLC0415

        return AskFacts(self.catalogue, self.municipalities, self.gather, self.clock)

    @cached_property
    def issue(self) -> "Issue":
        """Decide and issue."""
        from chalicelib.usecases.certificates.deliver_upload import DeliverUpload  # noqa: PLC0415
        from chalicelib.usecases.certificates.issue import Issue  # noqa: PLC0415
        from chalicelib.usecases.certificates.recheck import Recheck  # noqa: PLC0415

        return Issue(
            self.requests,
            self.ask_facts,
            self.make,
            DeliverUpload(self.ask_facts, self.move, self.clock),
            Recheck(self.ask_facts, self.move),
            self.move,
            self.effects,
            self.issue_queue,
            self.clock,
        )

    @cached_property
    def tick(self) -> "Tick":
        """Look at what is overdue."""
        from chalicelib.usecases.cases.tick import Tick  # noqa: PLC0415

        return Tick(
            self.requests,
            self.processes,
            self.municipalities,
            self.effects,
            self.move,
            self.issue_queue,
            self.clock,
        )

    @cached_property
    def withdraw(self) -> "Withdraw":
        """Take a request back."""
        from chalicelib.usecases.cases.withdraw import Withdraw  # noqa: PLC0415

        return Withdraw(self.follow, self.move)

    @cached_property
    def feedback(self) -> "Feedback":
        """What became of mails."""
        from chalicelib.usecases.mail.feedback import Feedback  # noqa: PLC0415

        return Feedback(
            self.requests,
            self.tasks,
            self.suppressions,
            self.notices,
            self.keys,
            self.clock,
            self.ids,
        )

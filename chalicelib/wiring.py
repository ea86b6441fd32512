"""The only place where ports meet adapters; everything is made when first needed, and kept.

What only issuance needs is imported by its own property, so that a page doesn't pay for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.adapters.aws.access_log import DynamoAccessLog
from chalicelib.adapters.aws.archive import S3Archive
from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.queues import SqsQueue
from chalicelib.adapters.aws.reviews import SqsReviewQueue
from chalicelib.adapters.aws.secret import load_secret
from chalicelib.adapters.aws.sessions import DynamoSessions
from chalicelib.adapters.aws.tries import DynamoTries
from chalicelib.adapters.aws.watched import WatchedMailer, WatchedRequests
from chalicelib.adapters.files.documents import FileCatalogue
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.adapters.files.processes import FileProcesses
from chalicelib.adapters.keys import HmacKeys
from chalicelib.adapters.system import SystemClock, UlidIds
from chalicelib.domain.rules import REGISTRY
from chalicelib.ports import (
    AccessLog,
    Archive,
    Clock,
    IdentityProvider,
    Ids,
    Keys,
    Mailer,
    MailTexts,
    Municipalities,
    Printer,
    Processes,
    Renderer,
    RequestStore,
    ReviewQueue,
    Sealer,
    Sessions,
    Tries,
    WorkQueue,
)
from chalicelib.settings import Settings, load
from chalicelib.usecases.download import Download
from chalicelib.usecases.follow import Follow
from chalicelib.usecases.open_link import OpenLink
from chalicelib.usecases.sign_in import SignIn
from chalicelib.usecases.submit import Submit
from chalicelib.wiring_documents import DocumentWiring

if TYPE_CHECKING:
    from chalicelib.adapters.aws.figures import DynamoFigures
    from chalicelib.adapters.embedded.registers import EmbeddedRegisters
    from chalicelib.documents.labels import LabelBooks
    from chalicelib.documents.seal import Stamper
    from chalicelib.documents.seals import Seals
    from chalicelib.usecases.ask_facts import AskFacts
    from chalicelib.usecases.count_days import CountDays
    from chalicelib.usecases.effects import Effects
    from chalicelib.usecases.gather import Gather
    from chalicelib.usecases.issue import Issue
    from chalicelib.usecases.make import Make
    from chalicelib.usecases.move import Move
    from chalicelib.usecases.read_figures import ReadFigures
    from chalicelib.usecases.tick import Tick

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


class Wiring(DocumentWiring):
    """All parts of one deployment. A test replaces a part by giving it as a keyword."""

    def __init__(self, settings: Settings, **parts: object) -> None:
        self.settings = settings
        self.__dict__.update(parts)

    # --- the machine -----------------------------------------------------------------------------

    @cached_property
    def clients(self) -> Clients:
        """AWS."""
        return Clients()

    @cached_property
    def clock(self) -> Clock:
        """The time."""
        return SystemClock()

    @cached_property
    def ids(self) -> Ids:
        """Chance."""
        return UlidIds(self.clock)

    @cached_property
    def keys(self) -> Keys:
        """Keyed hashes; the secret is read once."""
        return HmacKeys(load_secret(self.clients.ssm, self.settings.secrets_parameter))

    # --- data in files ---------------------------------------------------------------------------

    @cached_property
    def catalogue(self) -> FileCatalogue:
        """The documents."""
        return FileCatalogue(TEMPLATES / "documents", REGISTRY)

    @cached_property
    def municipalities(self) -> Municipalities:
        """The tenants."""
        return FileMunicipalities(TEMPLATES / "municipalities", self.catalogue.ids)

    @cached_property
    def processes(self) -> Processes:
        """The processes."""
        return FileProcesses(TEMPLATES / "processes")

    @cached_property
    def mail_texts(self) -> MailTexts:
        """The mails."""
        from chalicelib.adapters.files.mail_texts import FileMailTexts  # noqa: PLC0415

        return FileMailTexts(TEMPLATES / "emails")

    # --- state -----------------------------------------------------------------------------------

    @cached_property
    def requests(self) -> RequestStore:
        """Requests and events."""
        return WatchedRequests(self.clients.dynamodb, self.settings.table, self.keys)

    @cached_property
    def access_log(self) -> AccessLog:
        """Who looked into a register."""
        dynamodb, table = self.clients.dynamodb, self.settings.table
        return DynamoAccessLog(dynamodb, table, self.keys, self.ids, self.clock)

    @cached_property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        return DynamoSessions(self.clients.dynamodb, self.settings.table, self.clock)

    @cached_property
    def tries(self) -> Tries:
        """Limited tries."""
        return DynamoTries(self.clients.dynamodb, self.settings.table, self.clock)

    @cached_property
    def registers(self) -> "EmbeddedRegisters":
        """All four registers, held in a table of our own."""
        from chalicelib.adapters.embedded.registers import EmbeddedRegisters  # noqa: PLC0415

        return EmbeddedRegisters(self.clients.dynamodb, self.settings.registers_table, self.keys)

    # --- messages and documents ------------------------------------------------------------------

    @cached_property
    def issue_queue(self) -> WorkQueue:
        """Work for the issuance function."""
        return SqsQueue(self.clients.sqs, self.settings.issue_queue)

    @cached_property
    def review_queue(self) -> ReviewQueue:
        """Work for clerks."""
        return SqsReviewQueue(self.clients.sqs, self.settings.review_queue)

    @cached_property
    def archive(self) -> Archive:
        """The PDFs."""
        return S3Archive(self.clients.s3, self.settings.bucket)

    @cached_property
    def mailer(self) -> Mailer:
        """Mail."""
        return WatchedMailer(self.clients.ses, self.settings.configuration_set, self.clock)

    @cached_property
    def labels(self) -> "LabelBooks":
        """The words of documents, by language."""
        from chalicelib.documents.labels import load_labels  # noqa: PLC0415

        return load_labels(TEMPLATES / "labels")

    @cached_property
    def printer(self) -> Printer:
        """Facts into words."""
        from chalicelib.documents.printer import LabelledPrinter  # noqa: PLC0415

        return LabelledPrinter(self.labels, self.municipalities)

    @cached_property
    def renderer(self) -> Renderer:
        """Words into a PDF."""
        from chalicelib.documents.renderer import PdfRenderer  # noqa: PLC0415

        return PdfRenderer(TEMPLATES, self.labels)

    @cached_property
    def sealer(self) -> Sealer:
        """Puts the municipality's seal on."""
        from chalicelib.adapters.aws.kms import KmsSigner  # noqa: PLC0415
        from chalicelib.documents.seal import PadesSealer  # noqa: PLC0415

        signer = KmsSigner(self.clients.kms)
        return PadesSealer(self.seals, signer, self.clock, self.stamper)

    @cached_property
    def seals(self) -> "Seals":
        """The keys and certificates of the seals."""
        from chalicelib.adapters.aws.seals import read_chains  # noqa: PLC0415
        from chalicelib.documents.seal import Unstamped  # noqa: PLC0415
        from chalicelib.documents.seals import Seals  # noqa: PLC0415

        settings, ssm = self.settings, self.clients.ssm
        return Seals(
            tuple(municipality.nis for municipality in self.municipalities.all()),
            settings.seal_key,
            lambda nis: read_chains(ssm, f"{settings.seal_parameters}/{nis}"),
            unstamped=Unstamped(settings.seal_unstamped),
            refuse_tests=settings.environment == "prod",
        )

    @cached_property
    def stamper(self) -> "Stamper | None":
        """The time-stamp authority, where there is one."""
        from chalicelib.adapters.aws.seals import read_parameter  # noqa: PLC0415
        from chalicelib.adapters.time_stamp_authority import (  # noqa: PLC0415
            HttpTimeStampAuthority,
        )
        from chalicelib.documents.seal import read_chain  # noqa: PLC0415
        from chalicelib.documents.time_stamps import TimeStamps  # noqa: PLC0415

        if not self.settings.tsa_url:
            return None
        trusted = read_chain(read_parameter(self.clients.ssm, self.settings.tsa_parameter))
        return TimeStamps(HttpTimeStampAuthority(self.settings.tsa_url).ask, trusted)

    @cached_property
    def identity(self) -> IdentityProvider:
        """Where people sign in."""
        from chalicelib.adapters.oidc import OidcClient, OidcProvider  # noqa: PLC0415

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

    # --- what can be done ------------------------------------------------------------------------

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
    def sign_in(self) -> SignIn:
        """Sign somebody in."""
        return SignIn(self.sessions, self.identity, self.clock, self.ids)

    @cached_property
    def effects(self) -> "Effects":
        """What a change leaves to do."""
        from chalicelib.usecases.effects import Effects  # noqa: PLC0415

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
        from chalicelib.usecases.move import Move  # noqa: PLC0415

        return Move(self.processes, self.municipalities, self.requests, self.effects, self.clock)

    @cached_property
    def gather(self) -> "Gather":
        """Ask the registers."""
        from chalicelib.usecases.gather import Gather  # noqa: PLC0415

        registers = self.registers
        return Gather(self.access_log, registers, registers, registers, registers)

    @cached_property
    def ask_facts(self) -> "AskFacts":
        """Everything the rules may look at."""
        from chalicelib.usecases.ask_facts import AskFacts  # noqa: PLC0415

        return AskFacts(self.catalogue, self.municipalities, self.gather, self.clock)

    @cached_property
    def make(self) -> "Make":
        """Make a document."""
        from chalicelib.usecases.make import Make  # noqa: PLC0415

        return Make(self.printer, self.renderer, self.sealer, self.archive, self.mark)

    @cached_property
    def issue(self) -> "Issue":
        """Decide and issue."""
        from chalicelib.usecases.deliver_upload import DeliverUpload  # noqa: PLC0415
        from chalicelib.usecases.issue import Issue  # noqa: PLC0415
        from chalicelib.usecases.recheck import Recheck  # noqa: PLC0415

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
        from chalicelib.usecases.tick import Tick  # noqa: PLC0415

        return Tick(
            self.requests,
            self.processes,
            self.municipalities,
            self.effects,
            self.move,
            self.issue_queue,
            self.clock,
        )

    # --- figures ---------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> "DynamoFigures":
        """The roll-ups."""
        from chalicelib.adapters.aws.figures import DynamoFigures  # noqa: PLC0415

        return DynamoFigures(self.clients.dynamodb, self.settings.table)

    @cached_property
    def count_days(self) -> "CountDays":
        """Count what happened."""
        from chalicelib.adapters.aws.figures import DynamoHappenings  # noqa: PLC0415
        from chalicelib.usecases.count_days import CountDays  # noqa: PLC0415

        happenings = DynamoHappenings(self.clients.dynamodb, self.settings.table)
        return CountDays(happenings, self.figures, self.requests, self.municipalities, self.clock)

    @cached_property
    def read_figures(self) -> "ReadFigures":
        """Read what was counted."""
        from chalicelib.adapters.files.histories import FileHistories  # noqa: PLC0415
        from chalicelib.usecases.read_figures import ReadFigures  # noqa: PLC0415

        histories = FileHistories(TEMPLATES / "figures")
        return ReadFigures(self.figures, histories, self.municipalities, self.clock)


_in_use: list[Wiring] = []


def current() -> Wiring:
    """The wiring of this process, made from the environment when first asked for."""
    if not _in_use:
        _in_use.append(Wiring(load()))
    return _in_use[-1]


@contextmanager
def use(wiring: Wiring) -> Iterator[Wiring]:
    """Take another wiring for a while; for tests and commands."""
    _in_use.append(wiring)
    try:
        yield wiring
    finally:
        _in_use.remove(wiring)

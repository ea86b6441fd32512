"""What is kept: requests, registers, sessions, tasks, messages, files."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.adapters.aws.sessions import DynamoSessions
from chalicelib.adapters.aws.tries import DynamoTries
from chalicelib.ports.sessions import Sessions, Tries
from chalicelib.wiring.platform import PlatformRoom

if TYPE_CHECKING:
    from chalicelib.adapters.embedded.registers import EmbeddedRegisters
    from chalicelib.adapters.embedded.updates import EmbeddedUpdates
    from chalicelib.ports.cases.erasures import AskedErasures
    from chalicelib.ports.documents import Archive
    from chalicelib.ports.drafts import Drafts
    from chalicelib.ports.ledger import Ledger
    from chalicelib.ports.mail import Addresses, Mailer, Notices, Suppressions
    from chalicelib.ports.registers import AccessLog
    from chalicelib.ports.seals import SealLists
    from chalicelib.ports.sessions import Colleagues, Departures
    from chalicelib.ports.wishes import Wishes
    from chalicelib.usecases.cases.confirm_address import ConfirmAddress


class StateRoom:
    """What is kept: requests, registers, sessions, tasks, messages, files."""

    def __init__(self, platform: PlatformRoom) -> None:
        self._platform = platform

    @cached_property
    def access_log(self) -> "AccessLog":
        """Who looked into a register."""
        from chalicelib.adapters.aws.access_log import DynamoAccessLog  # noqa: PLC0415

        dynamodb, table = self._platform.clients.dynamodb, self._platform.settings.table
        return DynamoAccessLog(
            dynamodb, table, self._platform.keys, self._platform.ids, self._platform.clock
        )

    @cached_property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        dynamodb, table = self._platform.clients.dynamodb, self._platform.settings.table
        return DynamoSessions(dynamodb, table, self._platform.keys, self._platform.clock)

    @cached_property
    def colleagues(self) -> "Colleagues":
        """What staff are called."""
        from chalicelib.adapters.aws.colleagues import DynamoColleagues  # noqa: PLC0415

        return DynamoColleagues(self._platform.clients.dynamodb, self._platform.settings.table)

    @cached_property
    def departures(self) -> "Departures":
        """Who signed out when."""
        from chalicelib.adapters.aws.departures import DynamoDepartures  # noqa: PLC0415

        dynamodb, table = self._platform.clients.dynamodb, self._platform.settings.table
        return DynamoDepartures(dynamodb, table, self._platform.keys, self._platform.clock)

    @cached_property
    def drafts(self) -> "Drafts":
        """What somebody filled in and didn't send."""
        from chalicelib.adapters.aws.drafts import DynamoDrafts  # noqa: PLC0415

        platform, table = self._platform, self._platform.settings.table
        concealment, clock = platform.concealment, platform.clock
        return DynamoDrafts(platform.clients.dynamodb, table, platform.keys, concealment, clock)

    @cached_property
    def tries(self) -> Tries:
        """Limited tries."""
        return DynamoTries(
            self._platform.clients.dynamodb, self._platform.settings.table, self._platform.clock
        )

    @cached_property
    def registers(self) -> "EmbeddedRegisters":
        """All four registers, held in a table of our own."""
        from chalicelib.adapters.embedded.registers import EmbeddedRegisters  # noqa: PLC0415

        table = self._platform.settings.registers_table
        registers = EmbeddedRegisters(self._platform.clients.dynamodb, table, self._platform.keys)
        return self._platform.traces.told_of(registers, "register")

    @cached_property
    def register_updates(self) -> "EmbeddedUpdates":
        """Changes of the registers, and who is registered at an address."""
        from chalicelib.adapters.embedded.updates import EmbeddedUpdates  # noqa: PLC0415

        platform, table = self._platform, self._platform.settings.registers_table
        updates = EmbeddedUpdates(platform.clients.dynamodb, table, platform.keys)
        return platform.traces.told_of(updates, "register")

    @cached_property
    def ledger(self) -> "Ledger":
        """The documents that were issued."""
        from chalicelib.adapters.aws.store.ledger import DynamoLedger  # noqa: PLC0415

        return DynamoLedger(
            self._platform.clients.dynamodb, self._platform.settings.table, self._platform.keys
        )

    @cached_property
    def suppressions(self) -> "Suppressions":
        """Addresses that aren't written to."""
        from chalicelib.adapters.aws.mail.suppressions import SesSuppressions  # noqa: PLC0415

        ses = None if self._platform.settings.environment == "local" else self._platform.clients.ses
        return SesSuppressions(
            self._platform.clients.dynamodb,
            self._platform.settings.table,
            self._platform.keys,
            ses,
        )

    @cached_property
    def mail_addresses(self) -> "Addresses":
        """Addresses that somebody confirmed."""
        from chalicelib.adapters.aws.mail.addresses import DynamoAddresses  # noqa: PLC0415

        dynamodb, table = self._platform.clients.dynamodb, self._platform.settings.table
        return DynamoAddresses(dynamodb, table, self._platform.keys, self._platform.clock)

    @cached_property
    def wishes(self) -> "Wishes":
        """What people wish of our mails."""
        from chalicelib.adapters.aws.mail.wishes import DynamoWishes  # noqa: PLC0415

        dynamodb, table = self._platform.clients.dynamodb, self._platform.settings.table
        return DynamoWishes(dynamodb, table, self._platform.keys, self._platform.clock)

    @cached_property
    def asked_erasures(self) -> "AskedErasures":
        """Who asked to be forgotten."""
        from chalicelib.adapters.aws.store.asked import DynamoAskedErasures  # noqa: PLC0415

        dynamodb, table = self._platform.clients.dynamodb, self._platform.settings.table
        return DynamoAskedErasures(dynamodb, table, self._platform.keys)

    @cached_property
    def confirm_address(self) -> "ConfirmAddress":
        """Know an address as somebody's, once they opened a link from there."""
        from chalicelib.usecases.cases.confirm_address import ConfirmAddress  # noqa: PLC0415

        return ConfirmAddress(self.mail_addresses, self.wishes, self._platform.clock)

    @cached_property
    def notices(self) -> "Notices":
        """Feedback that waits for its case."""
        from chalicelib.adapters.aws.mail.notices import DynamoNotices  # noqa: PLC0415

        return DynamoNotices(self._platform.clients.dynamodb, self._platform.settings.table)

    @cached_property
    def seal_lists(self) -> "SealLists":
        """What the authorities above the seals revoked."""
        from chalicelib.adapters.aws.seal_lists import DynamoSealLists  # noqa: PLC0415

        return DynamoSealLists(self._platform.clients.dynamodb, self._platform.settings.table)

    @cached_property
    def archive(self) -> "Archive":
        """The PDFs."""
        from chalicelib.adapters.aws.archive import S3Archive  # noqa: PLC0415

        archive = S3Archive(self._platform.clients.s3, self._platform.settings.bucket)
        return self._platform.traces.told_of(archive, "archive")

    @cached_property
    def mailer(self) -> "Mailer":
        """What sends mails, watched for what it refuses."""
        from chalicelib.adapters.aws.mail.watched import WatchedMailer  # noqa: PLC0415

        mailer = WatchedMailer(
            self._platform.clients.ses,
            self._platform.settings.configuration_set,
            self._platform.clock,
        )
        return self._platform.traces.told_of(mailer, "mail", lambda mail: mail.request_id)

"""Files that people put ready before a case names them."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.state import StateRoom

if TYPE_CHECKING:
    from chalicelib.ports.uploads import Baskets, Incoming, Scanner
    from chalicelib.usecases.cases.uploads.baskets_of import BasketsOf
    from chalicelib.usecases.cases.uploads.name_files import NameFiles
    from chalicelib.usecases.cases.uploads.put_ready import PutReady
    from chalicelib.usecases.cases.uploads.take_in import LookAtFiles


class UploadsRoom:
    """Files that people put ready before a case names them."""

    def __init__(self, platform: PlatformRoom, state: StateRoom) -> None:
        self._platform = platform
        self._state = state

    @cached_property
    def incoming(self) -> "Incoming":
        """Where people put files themselves."""
        from chalicelib.adapters.aws.uploads.incoming import S3Incoming  # noqa: PLC0415

        return S3Incoming(self._platform.clients.s3, self._platform.settings.bucket)

    @cached_property
    def baskets(self) -> "Baskets":
        """Files on their way."""
        from chalicelib.adapters.aws.uploads.baskets import DynamoBaskets  # noqa: PLC0415

        platform = self._platform
        return DynamoBaskets(platform.clients.dynamodb, platform.settings.table, platform.clock)

    @cached_property
    def scanner(self) -> "Scanner":
        """What looks for malware."""
        from chalicelib.adapters.aws.uploads.scanner import TagScanner  # noqa: PLC0415
        from chalicelib.adapters.eicar import EicarScanner  # noqa: PLC0415

        settings = self._platform.settings
        if settings.environment == "local":
            return EicarScanner()
        return TagScanner(self._platform.clients.s3, settings.bucket)

    @cached_property
    def baskets_of(self) -> "BasketsOf":
        """Baskets, each for its owner."""
        from chalicelib.usecases.cases.uploads.baskets_of import BasketsOf  # noqa: PLC0415

        return BasketsOf(self.baskets)

    @cached_property
    def put_ready(self) -> "PutReady":
        """Let somebody put a file."""
        from chalicelib.usecases.cases.uploads.put_ready import PutReady  # noqa: PLC0415

        platform = self._platform
        return PutReady(
            self.baskets, self.incoming, self._state.tries, platform.ids, platform.clock
        )

    @cached_property
    def take_in(self) -> "LookAtFiles":
        """Look at what arrived."""
        from chalicelib.usecases.cases.uploads.take_in import LookAtFiles  # noqa: PLC0415

        return LookAtFiles(self.baskets, self.incoming, self.scanner, self._platform.clock)

    @cached_property
    def name_files(self) -> "NameFiles":
        """Take files along with a form."""
        from chalicelib.usecases.cases.uploads.name_files import NameFiles  # noqa: PLC0415

        return NameFiles(self.baskets_of, self.incoming, self.take_in)

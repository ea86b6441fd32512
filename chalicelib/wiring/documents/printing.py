"""What documents of any process are made with: words, pages, marks."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.ports.documents import Renderer, Sealer
from chalicelib.settings import TEMPLATES
from chalicelib.wiring.cases import CasesRoom
from chalicelib.wiring.documents.seal import SealRoom
from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.state import StateRoom
from chalicelib.wiring.templates import TemplatesRoom

if TYPE_CHECKING:
    from chalicelib.ports.cases.documents import SlotPrinter
    from chalicelib.usecases.cases.documents.make_slot import MakeSlot
    from chalicelib.usecases.cases.documents.marking import Marking


class PrintingRoom:
    """What documents of any process are made with: words, pages, marks."""

    def __init__(
        self,
        platform: PlatformRoom,
        templates: TemplatesRoom,
        state: StateRoom,
        seal: SealRoom,
        cases: CasesRoom,
    ) -> None:
        self._platform = platform
        self._templates = templates
        self._state = state
        self._seal = seal
        self._cases = cases

    @cached_property
    def renderer(self) -> Renderer:
        """Words into a PDF."""
        from chalicelib.documents.renderer import PdfRenderer  # noqa: PLC0415

        return self._platform.traces.told_of(
            PdfRenderer(TEMPLATES, self._templates.labels), "render"
        )

    @property
    def sealer(self) -> Sealer:
        """Puts the municipality's seal on."""
        return self._seal.sealer

    @cached_property
    def marking(self) -> "Marking":
        """What is printed on a document to verify it by."""
        from chalicelib.usecases.cases.documents.marking import Marking  # noqa: PLC0415

        return Marking(self._platform.keys, self._seal.sealer, self._templates.municipalities)

    @cached_property
    def slot_printer(self) -> "SlotPrinter":
        """The documents of processes in words."""
        from chalicelib.documents.slot_printer import TemplatePrinter  # noqa: PLC0415

        return TemplatePrinter(self._cases.registry.folder, self._templates.labels)

    @cached_property
    def make_slot(self) -> "MakeSlot":
        """Make the document of a slot."""
        from chalicelib.usecases.cases.documents.make_slot import MakeSlot  # noqa: PLC0415

        return MakeSlot(
            self.slot_printer,
            self.renderer,
            self._seal.sealer,
            self._state.archive,
            self.marking,
        )

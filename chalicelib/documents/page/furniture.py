"""What stands around the text: letterhead, running head, foot, background."""

from dataclasses import dataclass

from chalicelib.documents.errors import NoRoomError
from chalicelib.documents.fonts.fitting import SHARES, on_a_line
from chalicelib.documents.fonts.lettering import POINTS_PER_MM, Colour, Style
from chalicelib.documents.page import grid
from chalicelib.documents.page.canvas import HEIGHT, Canvas, to_points
from chalicelib.documents.page.drawing.arms import Arms
from chalicelib.documents.page.drawing.guilloche import rosette, waves
from chalicelib.documents.page.layouts import Layout
from chalicelib.documents.page.structure import figure_box
from chalicelib.domain.issued.labels import Labels
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.shared.language import Language
from chalicelib.domain.tenants.municipality import Municipality

_ARMS_TOP, _ARMS_HEIGHT, _ARMS_GAP = 13.0, 25.0, 5.5
_SMALL_ARMS_TOP, _SMALL_ARMS_HEIGHT, _SMALL_ARMS_GAP = 12.0, 12.0, 3.5
_BASELINES = (23.0, 29.3, 33.9)
_NAME_LINES, _NAME_LEADING = 2, 1.1
_COLUMN_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Stationery:
    """What a municipality's documents of one family are drawn with."""

    municipality: Municipality
    arms: Arms
    layout: Layout
    labels: Labels

    @property
    def palette(self) -> grid.Palette:
        """The colours of the municipality."""
        look = self.municipality.look
        return grid.Palette(Colour.parse(look.primary), Colour.parse(look.accent))


@dataclass(frozen=True, slots=True)
class Furniture:
    """Draws what every document of a municipality has on its pages."""

    canvas: Canvas
    stationery: Stationery
    document: PrintedDocument

    def letterhead(self) -> None:
        """Arms, municipality in each of its languages, service and number, on the first page."""
        self._arms_figure()
        x = grid.LEFT + self._arms_width(_ARMS_HEIGHT) + _ARMS_GAP
        beside = grid.RIGHT - x - self._number() - _COLUMN_GAP
        self._names(x, grid.RIGHT - x)
        contact = self.stationery.municipality.contact
        services = dict.fromkeys(head.service for head in self.stationery.municipality.heads)
        texts = (
            (grid.SERVICE, " – ".join(services)),
            (grid.SMALL, f"{contact.street}, {contact.postcode} {contact.locality}"),
        )
        for baseline, (style, text) in zip(_BASELINES[1:], texts, strict=True):
            fit, line = on_a_line(self.canvas.lettering, style, text, beside)
            with self.canvas.tagged(self.canvas.root.add("P", language=self._language)):
                self.canvas.text(x, baseline, fit, line)
        with self.canvas.artifact():
            self._double_rule(grid.HEAD_RULE, 0.9)

    def _names(self, x: float, width: float) -> None:
        """The names over one another, all of one size, the last just above the service."""
        style, heads = self._city(), self.stationery.municipality.heads
        most = max(len(heads), _NAME_LINES)
        lettering = self.canvas.lettering
        for share in SHARES:
            smaller = style.scaled(share)
            lines = [lettering.balanced(smaller, head.name, width) for head in heads]
            if sum(map(len, lines)) <= most:
                break
        else:
            raise NoRoomError(sum(map(len, lines)) * smaller.line_height)
        step = smaller.size * _NAME_LEADING / POINTS_PER_MM
        baseline = _BASELINES[0] - step * (sum(map(len, lines)) - 1)
        for head, wrapped in zip(heads, lines, strict=True):
            language = self._foreign(head.language)
            with self.canvas.tagged(self.canvas.root.add("P", language=language)):
                for line in wrapped:
                    self.canvas.text(x, baseline, smaller, line)
                    baseline += step

    def _city(self) -> Style:
        return grid.CITY.in_(self.stationery.palette.primary)

    @property
    def _language(self) -> Language | None:
        """The language of what a municipality says of itself, where the document has another."""
        return self._foreign(self.stationery.municipality.heads[0].language)

    def _foreign(self, language: Language) -> Language | None:
        return language if language != self.document.language else None

    def around(self, page: int, closing_top: float) -> None:
        """Background, foot and, after the first page, a running head; `page` from 0."""
        self.canvas.turn_to(page)
        is_last = page == len(self.canvas.pages) - 1
        self._background(closing_top if is_last else None)
        with self.canvas.artifact("Pagination"):
            if page:
                self._running_head()
            self._foot(page)

    def _arms_figure(self) -> None:
        box = figure_box(
            grid.LEFT * POINTS_PER_MM,
            (HEIGHT - _ARMS_TOP - _ARMS_HEIGHT) * POINTS_PER_MM,
            (grid.LEFT + self._arms_width(_ARMS_HEIGHT)) * POINTS_PER_MM,
            (HEIGHT - _ARMS_TOP) * POINTS_PER_MM,
        )
        name = self.stationery.municipality.head_in(self.document.language).name
        labels = self.stationery.labels
        alt = labels.say("layout.arms", **labels.naming(name))
        with self.canvas.tagged(self.canvas.root.add("Figure", alt=alt, attributes=box)):
            self._draw_arms(_ARMS_TOP, _ARMS_HEIGHT)

    def _number(self) -> float:
        """The number at the right; how wide that is."""
        lettering = self.canvas.lettering
        label = lettering.line(grid.SMALL, f"{self.stationery.labels['layout.number']} ")
        number = lettering.line(grid.NUMBER, self.document.number)
        with self.canvas.tagged(self.canvas.root.add("P")):
            self.canvas.text_right(grid.RIGHT, _BASELINES[1], grid.SMALL, label)
            self.canvas.text_right(grid.RIGHT, _BASELINES[2], grid.NUMBER, number)
        return lettering.width(grid.NUMBER, number)

    def _background(self, closing_top: float | None) -> None:
        layout, palette = self.stationery.layout, self.stationery.palette
        stamps = [(waves(layout.waves, palette.wash), (0.0, 0.0))]
        if closing_top is not None:
            middle = closing_top - grid.SEAL_ABOVE + grid.SEAL_HEIGHT / 2
            centre = to_points((grid.SEAL_LEFT + grid.SEAL_WIDTH / 2, middle))
            stamps.append((rosette(layout.rosette, palette.rose), centre))
        self.canvas.background(stamps)

    def _running_head(self) -> None:
        self._draw_arms(_SMALL_ARMS_TOP, _SMALL_ARMS_HEIGHT)
        x = grid.LEFT + self._arms_width(_SMALL_ARMS_HEIGHT) + _SMALL_ARMS_GAP
        lettering, canvas = self.canvas.lettering, self.canvas
        number = lettering.line(grid.SMALL, self.document.number)
        beside = grid.RIGHT - x - lettering.width(grid.SMALL, number) - _COLUMN_GAP
        name = " – ".join(head.name for head in self.stationery.municipality.heads)
        city = Style(grid.CITY.face, 10.5, self.stationery.palette.primary)
        self._on_a_line(x, 17.2, city, name, grid.RIGHT - x)
        self._on_a_line(x, 21.8, grid.SMALL, self.document.title, beside)
        canvas.text_right(grid.RIGHT, 21.8, grid.SMALL, number)
        self._double_rule(27, 0.5)

    def _foot(self, page: int) -> None:
        canvas, lettering = self.canvas, self.canvas.lettering
        municipality, labels = self.stationery.municipality, self.stationery.labels
        baseline = grid.FOOT_RULE + 4.2
        canvas.rule(grid.LEFT, grid.FOOT_RULE, grid.MEASURE, self.stationery.palette.hairline, 0.12)
        said = labels.say("layout.page", page=page + 1, pages=len(canvas.pages))
        pages = lettering.line(grid.SMALL, said)
        beside = grid.MEASURE - lettering.width(grid.SMALL, pages) - _COLUMN_GAP
        name = municipality.head_in(self.document.language).name
        site = municipality.contact.website.removeprefix("https://")
        text = " · ".join((name, site, self.document.number))
        self._on_a_line(grid.LEFT, baseline, grid.SMALL, text, beside)
        canvas.text_right(grid.RIGHT, baseline, grid.SMALL, pages)

    def _on_a_line(self, x: float, baseline: float, style: Style, text: str, mm: float) -> None:
        """A text on one line, as small as it must be."""
        fit, line = on_a_line(self.canvas.lettering, style, text, mm)
        self.canvas.text(x, baseline, fit, line)

    def _arms_width(self, height: float) -> float:
        arms = self.stationery.arms
        return arms.width * height / arms.height

    def _draw_arms(self, top: float, height: float) -> None:
        arms = self.stationery.arms
        scale = height * POINTS_PER_MM / arms.height
        self.canvas.stamp(arms.stamp, to_points((grid.LEFT, top + height)), scale)

    def _double_rule(self, y: float, weight: float) -> None:
        palette = self.stationery.palette
        self.canvas.rule(grid.LEFT, y, grid.MEASURE, palette.primary, weight)
        self.canvas.rule(grid.LEFT, y + weight / 2 + 0.8, grid.MEASURE, palette.accent, 0.22)

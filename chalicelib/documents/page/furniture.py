"""What stands around the text: letterhead, running head, foot, background."""

from dataclasses import dataclass

from chalicelib.documents.fonts.lettering import POINTS_PER_MM, Colour, Style
from chalicelib.documents.page import grid
from chalicelib.documents.page.arms import Arms
from chalicelib.documents.page.canvas import HEIGHT, WIDTH, Canvas
from chalicelib.documents.page.guilloche import rosette, waves
from chalicelib.documents.page.layouts import Layout
from chalicelib.documents.page.structure import figure_box
from chalicelib.domain.certificates.wording.labels import Labels
from chalicelib.domain.certificates.wording.printing import PrintedDocument
from chalicelib.domain.tenants.municipality import Municipality

_ARMS_TOP, _ARMS_HEIGHT, _ARMS_GAP = 13.0, 25.0, 5.5
_SMALL_ARMS_TOP, _SMALL_ARMS_HEIGHT, _SMALL_ARMS_GAP = 12.0, 12.0, 3.5
_BASELINES = (23.0, 29.3, 33.9)


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
        """Arms, municipality, service and number, on the first page."""
        municipality = self.stationery.municipality
        contact = municipality.contact
        self._arms_figure()
        texts = (
            (grid.CITY.in_(self.stationery.palette.primary), municipality.official_name),
            (grid.SERVICE, contact.service),
            (grid.SMALL, f"{contact.street}, {contact.postcode} {contact.locality}"),
        )
        x = grid.LEFT + self._arms_width(_ARMS_HEIGHT) + _ARMS_GAP
        for baseline, (style, text) in zip(_BASELINES, texts, strict=True):
            with self.canvas.tagged(self.canvas.root.add("P")):
                self.canvas.text(x, baseline, style, self.canvas.lettering.line(style, text))
        self._number()
        with self.canvas.artifact():
            self._double_rule(grid.HEAD_RULE, 0.9)

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
        name = self.stationery.municipality.official_name
        alt = self.stationery.labels.say("layout.arms", municipality=name)
        with self.canvas.tagged(self.canvas.root.add("Figure", alt=alt, attributes=box)):
            self._draw_arms(_ARMS_TOP, _ARMS_HEIGHT)

    def _number(self) -> None:
        lettering = self.canvas.lettering
        label = lettering.line(grid.SMALL, f"{self.stationery.labels['layout.number']} ")
        number = lettering.line(grid.NUMBER, self.document.number)
        with self.canvas.tagged(self.canvas.root.add("P")):
            self.canvas.text_right(grid.RIGHT, _BASELINES[1], grid.SMALL, label)
            self.canvas.text_right(grid.RIGHT, _BASELINES[2], grid.NUMBER, number)

    def _background(self, closing_top: float | None) -> None:
        layout, palette = self.stationery.layout, self.stationery.palette
        operators = waves(layout.waves, palette.wash)
        if closing_top is not None:
            middle = closing_top - grid.SEAL_ABOVE + grid.SEAL_HEIGHT / 2
            centre = (grid.SEAL_LEFT + grid.SEAL_WIDTH / 2, middle)
            operators += rosette(layout.rosette, centre, palette.rose)
        box = f"[0 0 {WIDTH * POINTS_PER_MM:.2f} {HEIGHT * POINTS_PER_MM:.2f}]"
        begin = f"/Artifact <</Type /Background /BBox {box}>> BDC"
        self.canvas.page.operators[:0] = [begin, "q", *operators, "Q", "EMC"]

    def _running_head(self) -> None:
        self._draw_arms(_SMALL_ARMS_TOP, _SMALL_ARMS_HEIGHT)
        x = grid.LEFT + self._arms_width(_SMALL_ARMS_HEIGHT) + _SMALL_ARMS_GAP
        lettering, canvas = self.canvas.lettering, self.canvas
        city = Style(grid.CITY.face, 10.5, self.stationery.palette.primary)
        name = lettering.line(city, self.stationery.municipality.official_name)
        canvas.text(x, 17.2, city, name)
        title = lettering.lines(grid.SMALL, self.document.title, 110)[0]
        canvas.text(x, 21.8, grid.SMALL, title)
        number = lettering.line(grid.SMALL, self.document.number)
        canvas.text_right(grid.RIGHT, 21.8, grid.SMALL, number)
        self._double_rule(27, 0.5)

    def _foot(self, page: int) -> None:
        canvas, lettering = self.canvas, self.canvas.lettering
        municipality, labels = self.stationery.municipality, self.stationery.labels
        baseline = grid.FOOT_RULE + 4.2
        canvas.rule(grid.LEFT, grid.FOOT_RULE, grid.MEASURE, self.stationery.palette.hairline, 0.12)
        site = municipality.contact.website.removeprefix("https://")
        parts = (municipality.official_name, site, self.document.number)
        canvas.text(grid.LEFT, baseline, grid.SMALL, lettering.line(grid.SMALL, " · ".join(parts)))
        pages = labels.say("layout.page", page=page + 1, pages=len(canvas.pages))
        canvas.text_right(grid.RIGHT, baseline, grid.SMALL, lettering.line(grid.SMALL, pages))

    def _arms_width(self, height: float) -> float:
        arms = self.stationery.arms
        return arms.width * height / arms.height

    def _draw_arms(self, top: float, height: float) -> None:
        self.canvas.raw(self.stationery.arms.operators(grid.LEFT, top, height))

    def _double_rule(self, y: float, weight: float) -> None:
        palette = self.stationery.palette
        self.canvas.rule(grid.LEFT, y, grid.MEASURE, palette.primary, weight)
        self.canvas.rule(grid.LEFT, y + weight / 2 + 0.8, grid.MEASURE, palette.accent, 0.22)

"""The form for a certificate under way: by whom, what is filled in, and where it is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from chalice import Response

from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.process.actions import Destination, Field, FieldKind, FormPage
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.sessions import Session
from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.cases.uploading import BASKET, QUERY, FileForm, citizen_owner
from chalicelib.web.certificates.asking import forms
from chalicelib.web.certificates.asking.pages import OrderPages, pages_of
from chalicelib.web.certificates.describing import Described
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.left.keeping import kept_form
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.payloads.multipart import Filled
from chalicelib.web.portal.drafts import shelf
from chalicelib.web.portal.drafts.begun import AT, CHECK, STEP
from chalicelib.web.portal.wished import usual_wishes

ANYWAY = "toch"
"""Whoever can't sign in more strongly may ask all the same: a clerk looks at it."""


@dataclass(frozen=True)
class BegunOrder:
    """What somebody asks for; `here` is the page that they are at, `is_draft` if it was kept."""

    asked: RequestContext
    session: Session
    described: Described
    values: Mapping[str, str]
    here: str = ""
    is_draft: bool = False

    @property
    def path(self) -> str:
        """Where the form stands and is sent."""
        return f"/documenten/{self.described.id}/aanvragen"

    @cached_property
    def form(self) -> OrderPages:
        """Its pages."""
        return pages_of(self.asked, self.described, self.session, self.values)

    @property
    def files(self) -> FileForm:
        """Where its proof is put ready."""
        owner = citizen_owner(self.asked, citizen_of(self.session))
        return FileForm(self.asked, owner, self.path, self._at(CHECK))

    @property
    def proof(self) -> tuple[Field, ...]:
        """What is asked as proof: of whom the register doesn't prove all."""
        return (_proof(),) if self.form.form.order.takes_proof else ()

    @property
    def brought(self) -> Raw:
        """The files that were put ready, where a proof is asked.

        Raises InvalidInputError, ConflictError (`scan_pending`), RetryableError.
        """
        named = Filled({BASKET: self.values[BASKET]})
        return self.files.brought(named) if self.proof and self.values[BASKET] else {}

    @property
    def is_looked_at(self) -> bool:
        """Whether a clerk looks at it, by what is asked and how surely its author signed in."""
        return self.form.form.order.is_looked_at or self._is_weak

    def anew(self) -> "BegunOrder":
        """The same, to be sent as another."""
        key = self.asked.wiring.platform.ids.secret()
        return replace(self, values={**self.values, forms.KEY: key})

    def led_to(self, page: FormPage | None) -> Response:
        """On to a page, or to where all is read over, with what was filled in kept.

        Raises RetryableError.
        """
        step = page.id if page else CHECK
        self.save(step)
        return redirect(self.asked.link(self._at(step)))

    def begun_anew(self) -> Response:
        """To an empty form."""
        shelf.drop(self.asked, self.session, self._draft_id)
        return redirect(self.asked.link(self._at("")))

    def save(self, step: str) -> None:
        """Keep it as it is, to be gone on with at a step. Raises RetryableError."""
        kept = ((STEP, step), *self.values.items())
        shelf.save(self.asked, self.session, self._draft_id, self._at(step), kept)

    def drop(self) -> None:
        """Forget what was kept of it."""
        shelf.drop(self.asked, self.session, self._draft_id)

    @property
    def _draft_id(self) -> str:
        return f"{shelf.DOCUMENT}{self.described.id}"

    def _at(self, step: str) -> str:
        query = dict(self._query(step))
        return f"{self.path}?{urlencode(query)}" if query else self.path

    def _query(self, step: str) -> Iterator[tuple[str, str]]:
        """Who signed in too weakly has said that they ask anyway."""
        if step:
            yield AT, step
        if self._is_weak:
            yield ANYWAY, "1"

    @property
    def _is_weak(self) -> bool:
        """Whether its author signed in too weakly for a clerk not to look."""
        return not Assurance(self.session.assurance).reaches(self.described.level)


def kept_or_new(asked: RequestContext, session: Session, described: Described) -> BegunOrder:
    """The form as somebody left it, by force or by choice, else with the usual choices made."""
    left = kept_form(asked, session)
    kept = left or shelf.draft_of(asked, session, f"{shelf.DOCUMENT}{described.id}")
    if kept is None:
        wished, key = usual_wishes(asked, session), asked.wiring.platform.ids.secret()
        return BegunOrder(asked, session, described, forms.blank(described, wished, key))
    fields = dict(kept.fields)
    values = dict(forms.filled(described, fields))
    values[BASKET] = asked.query(QUERY) or values[BASKET]
    step = fields.get(STEP, "") if left else ""
    return BegunOrder(asked, session, described, values, step, is_draft=True)


def _proof() -> Field:
    said = texts.of_process("certificate_request")("proof")
    return Field(
        "proof",
        FieldKind.FILE,
        said["label"],
        required=False,
        to=Destination.ENTRY,
        help=said["help"],
    )

"""Files of a form: they go straight to the bucket, and the form names them by their basket."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalice import Response

from chalicelib.domain.cases.forms.basket import Basket, OnItsWay
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.process.actions import Field, FieldKind
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import DomainError, InvalidInputError, NotThereError
from chalicelib.usecases.cases.uploads.baskets_of import BasketOwner
from chalicelib.usecases.cases.uploads.put_ready import WantedFiles
from chalicelib.web.cases.raw import OWN, raw_of
from chalicelib.web.http.addresses import JSON
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.headers import with_bucket
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.payloads.multipart import Filled
from chalicelib.web.http.problems import problem_of

ADD, BASKET = f"{OWN}bestand", f"{OWN}bestanden"
"""Our own fields: for which field a file is wanted, and where those lie that came."""

AT = f"{OWN}plaats"
"""Where our own script asks about them."""

QUERY, FIELD = "bestanden", "veld"

_MEGABYTE, _KILOBYTE = 1_000_000, 1000


def citizen_owner(asked: RequestContext, citizen: Citizen) -> BasketOwner:
    """Somebody who puts files for themselves: those of a stronger sign-in aren't at hand."""
    keys, got = asked.wiring.platform.keys.versions(), citizen.assurance
    people = [key.person(asked.tenant, citizen.person) for key in keys]
    levels = [level for level in reversed(Assurance) if got.reaches(level)]
    return BasketOwner(asked.tenant, tuple(_owner(p, level) for level in levels for p in people))


def _owner(person: str, level: Assurance) -> str:
    return person if level is Assurance.HIGH else f"{person}@{level.value}"


def staff_owner(staff: Staff) -> BasketOwner:
    """Somebody at work."""
    return BasketOwner(staff.tenant, (f"staff:{staff.id}",))


@dataclass(frozen=True, slots=True)
class FileForm:
    """A form, by the path where it is sent; `back` is the page where it stands."""

    asked: RequestContext
    owner: BasketOwner
    path: str
    back: str

    def put_ready(self, sent: Filled, fields: Iterable[Field]) -> Response:
        """Where the next file goes: a page for people, an address and its fields for our script.

        Raises NotThereError for a field that takes no file, TooManyError.
        """
        labels = {field.id: field.label for field in fields if field.kind is FieldKind.FILE}
        chosen = sent.fields.get(ADD, "")
        if chosen not in labels:
            raise NotThereError("Hier vragen wij geen bestand.")
        wanted = WantedFiles(self.path, self.back, labels, _typed(sent))
        ready, basket = self.asked.wiring.uploads.put_ready, self._basket_of(sent)
        begun = ready.begin(self.owner, wanted, basket)
        if not for_script(self.asked):
            return redirect(self.asked.link(f"/opladen/{begun.id}?{FIELD}={chosen}"))
        try:
            form = ready.place(begun, chosen, "")[1]
        except DomainError as error:
            return told({"problem": error.public}, problem_of(error).status)
        answer = {"basket": begun.id, "look": self._at(begun.id), "address": form.address}
        return told({**answer, "fields": dict(form.fields)})

    def returned(self) -> Filled:
        """The form as it was left to choose files; empty when it wasn't."""
        basket_id = self.asked.query(QUERY)
        if not basket_id:
            return Filled()
        baskets = self.asked.wiring.uploads.baskets_of
        basket = baskets.get(basket_id, self.owner, self.path)
        return Filled.of((*basket.typed, (BASKET, basket_id)))

    def brought(self, sent: Filled) -> Raw:
        """What a form brings, with the files that it names.

        Raises InvalidInputError, ConflictError (`scan_pending`), RetryableError.
        """
        return {**raw_of(self.asked, sent), **self.named(sent)}

    def named(self, sent: Filled) -> Raw:
        """The files that a form names, by field. Raises what `brought` raises."""
        basket = self._basket_of(sent)
        return self._named(basket) if basket else {}

    def shown(self, sent: Filled, values: Raw) -> Mapping[str, object]:
        """What stands in a form, with what is known of the files that it names."""
        basket_id = self._basket_of(sent)
        if not basket_id:
            return values
        try:
            uploads = self.asked.wiring.uploads
            basket = uploads.baskets_of.get(basket_id, self.owner, self.path)
        except NotThereError:
            return values
        files = {file.field: basket.there(file.field) for file in basket.there()}
        known = {name: described(found) for name, found in files.items()}
        return {**values, **known, BASKET: basket_id, AT: self._at(basket_id)}

    def _named(self, basket_id: str) -> Raw:
        try:
            return self.asked.wiring.uploads.name_files(basket_id, self.owner, self.path)
        except NotThereError as error:
            raise InvalidInputError("attachment_gone", error.public) from None

    def _at(self, basket_id: str) -> str:
        return self.asked.link(f"/opladen/{basket_id}")

    def _basket_of(self, sent: Filled) -> str:
        return sent.fields.get(BASKET, "")


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file as people see it: what kind it is, and how large."""

    id: str
    media_type: str
    size: str


def described(files: Iterable[OnItsWay]) -> tuple[ShownFile, ...]:
    """Files as people see them."""
    return tuple(ShownFile(f.id, f.media_type, size_in_words(f.size)) for f in files)


def size_in_words(size: int) -> str:
    """`8,1 MB`, `340 kB`."""
    if size >= _MEGABYTE:
        return f"{size / _MEGABYTE:.1f} MB".replace(".", ",")
    return f"{max(1, round(size / _KILOBYTE))} kB"


def for_script(asked: RequestContext) -> bool:
    """Whether our own script asks."""
    return asked.header("accept").lower().startswith(JSON)


def told(answer: Mapping[str, object], status: int = 200) -> Response:
    """An answer to our own script."""
    return Response(body=dict(answer), status_code=status, headers={"Content-Type": JSON})


def wants_file(sent: Filled) -> bool:
    """Whether a file is to be chosen first."""
    return bool(sent.fields.get(ADD))


def open_to_bucket(asked: RequestContext) -> Mapping[str, str]:
    """The headers of a page from which files go to the bucket."""
    return with_bucket(asked.wiring.uploads.incoming.address)


def as_state(basket: Basket, words: Mapping[str, str]) -> list[dict[str, str]]:
    """The files that came, for our own script."""
    return [
        {"id": f.id, "field": f.field, "words": f"{words[f.media_type]}, {size_in_words(f.size)}"}
        for f in basket.there()
    ]


def _typed(sent: Filled) -> list[tuple[str, str]]:
    left = {ADD, BASKET}
    return [(name, v) for name, values in sent.all.items() if name not in left for v in values]

"""The form with which a citizen asks for a document: read, checked field by field, never lost."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

from pydantic import ValidationError

from chalicelib.domain.certificates.catalogue import Variant
from chalicelib.domain.mail.wishes import MailWishes
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.web.cases.uploading import BASKET
from chalicelib.web.certificates.asking.own_people import Pick
from chalicelib.web.certificates.describing import Described
from chalicelib.web.certificates.new_request import LONGEST_REMARK, NewOrder, Subject
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.bodies import mail_address, national_number
from chalicelib.web.http.problems import FieldError, InvalidFieldsError

FIELDS = (
    "voor", "nummer", "band", "doel", "activiteit", "vorm", "belang", "reden", "taal", "land",
    "opmerking", "email",
)  # fmt: skip
KEY = "sleutel"
ANOTHER_INTEREST = "other"
"""The interest of who has none of the list, and says which."""
MYSELF, SOMEBODY_ELSE = "mezelf", "ander"

type Values = Mapping[str, str]


def blank(described: Described, wished: MailWishes, key: str) -> Values:
    """The form as it is first shown: the usual choices made, so that most can just send it."""
    empty, languages = dict.fromkeys(FIELDS, ""), described.document.languages
    language = wished.language_at(described.municipality)
    return empty | {
        "voor": MYSELF if described.is_for_oneself else SOMEBODY_ELSE,
        "vorm": described.document.default_variant.id,
        "taal": language if language in languages else languages[0],
        "email": wished.email,
        KEY: key,
        BASKET: "",
    }


def filled(described: Described, form: Values) -> Values:
    """The form as it was sent, with every field; for showing it again."""
    sent = {name: form.get(name, "") for name in (*FIELDS, KEY, BASKET)}
    is_open = described.is_for_oneself or sent["voor"] not in {"", MYSELF}
    return sent if is_open else sent | {"voor": SOMEBODY_ELSE}


def read_body(
    asked: RequestContext, described: Described, values: Values, *, needs_email: bool
) -> NewOrder:
    """What staff key in, as a program would send it; who has no mail gets paper.

    Raises InvalidFieldsError naming fields of the form.
    """
    return OrderForm(asked, described, values, needs_email=needs_email, is_keyed_in=True).body()


class OrderForm:
    """What somebody filled in, read whole, so that all mistakes are known at once.

    `family` are those who could be picked. Who keys it in for another need not say all.
    """

    def __init__(
        self,
        asked: RequestContext,
        described: Described,
        values: Values,
        family: Sequence[Pick] = (),
        *,
        needs_email: bool = True,
        is_keyed_in: bool = False,
    ) -> None:
        self.errors: list[FieldError] = []
        self._asked = asked
        self._described = described
        self._values = values
        self._family = {pick.key: pick for pick in family}
        self._needs_email = needs_email
        self._is_keyed_in = is_keyed_in
        self._read = self._sent()

    def body(self) -> NewOrder:
        """The order as a program would send it. Raises InvalidFieldsError naming fields."""
        if self.errors:
            raise InvalidFieldsError(tuple(self.errors))
        try:
            return NewOrder.model_validate(self._read)
        except ValidationError:
            unread = FieldError("voor", "invalid", "Kijk alle velden nog eens na.")
            raise InvalidFieldsError((unread,)) from None

    @cached_property
    def relation(self) -> Relation:
        """As what somebody asks, as far as it is known."""
        subject = self._subject
        return subject.relation if subject else Relation.SELF

    @property
    def needs_activity(self) -> bool:
        """Whether the form of the document that is asked for is for an activity."""
        return self._variant is not None and self._variant.needs_activity

    @property
    def needs_interest(self) -> bool:
        """Whether who asks says which interest of the law's list they have."""
        return self._described.needs_interest(self.relation, self._variant)

    @property
    def needs_reason(self) -> bool:
        """Whether who asks says in their own words why."""
        is_other = self.needs_interest and self._values["belang"] == ANOTHER_INTEREST
        return is_other or self._described.needs_reason(self.relation, self._variant)

    @property
    def takes_proof(self) -> bool:
        """Whether there is something that the register doesn't prove by itself."""
        pick = self._family.get(self._values["voor"])
        is_known = self.relation in {Relation.SELF, Relation.PUBLIC}
        is_known = is_known or self._described.is_public(self._variant)
        return not is_known and not (pick and pick.is_automatic)

    @property
    def is_looked_at(self) -> bool:
        """Whether a clerk looks at it, by what was filled in and counts."""
        read, described = self._read, self._described
        asks_more = any(read[name] for name in ("abroad", "remark", "reason", "interest"))
        is_stated = read["purpose"] in described.document.statements
        is_ours = read["language"] in ("", *described.municipality.languages)
        is_plain = any(one == self._variant and fast for one, fast in described.variants)
        return self.takes_proof or asks_more or is_stated or not (is_ours and is_plain)

    def _sent(self) -> Mapping[str, object]:
        variant = self._variant
        return {
            "document": self._described.id,
            "subject": self._subject,
            "variant": variant.id if variant else None,
            "language": self._language(),
            "purpose": self._use(),
            "activity": self._activity(),
            "interest": self._interest(),
            "reason": self._reason(),
            "abroad": self._choice("land", ("", *texts.countries()), "Kies een land."),
            "remark": self._text("opmerking"),
            "email": self._email(),
        }

    @cached_property
    def _subject(self) -> Subject | None:
        known = (MYSELF, SOMEBODY_ELSE, *self._family)
        is_own = self._described.is_for_oneself
        asked = "voor wie het document is" if is_own else "over wie het document gaat"
        who = self._choice("voor", known, f"Kies {asked}.")
        if who in self._family:
            pick = self._family[who]
            return Subject(national_number=pick.number, relation=pick.relation)
        if who != SOMEBODY_ELSE:
            return None
        number = self._checked("nummer", self._number, "Vul het rijksregisternummer in.")
        relations = [code for code, _ in self._described.relations]
        relation = self._choice("band", relations, "Kies wie u bent voor die persoon.")
        if not number or not relation:
            return None
        return Subject.model_validate({"national_number": number, "relation": relation})

    def _number(self, text: str) -> str:
        allow_test = self._asked.wiring.settings.allow_test_numbers
        return national_number(text, "nummer", allow_test=allow_test).digits

    @cached_property
    def _variant(self) -> Variant | None:
        """The form asked for; where a purpose is asked, the one that fits it."""
        document = self._described.document
        if document.purposes:
            purpose = self._choice("doel", document.purposes, "Kies waarvoor u het nodig hebt.")
            return next((v for v in document.variants if purpose in v.purposes), None)
        if len(document.variants) == 1:
            return document.default_variant
        known = [variant.id for variant in document.variants]
        return document.variant(self._choice("vorm", known, "Kies welke vorm u nodig hebt."))

    def _language(self) -> str:
        languages = self._described.document.languages
        if len(languages) == 1:
            return languages[0]
        return self._choice("taal", languages, "Kies een taal.")

    def _use(self) -> str:
        """What it is asked for: chosen already where a form follows from it."""
        document = self._described.document
        if document.purposes:
            return self._values["doel"]
        return self._choice("doel", ("", *document.statements), "Kies een gebruik.")

    def _activity(self) -> str:
        if not self.needs_activity:
            return ""
        return self._choice("activiteit", texts.activities(), "Kies de activiteit.")

    def _interest(self) -> str:
        if not self.needs_interest:
            return ""
        none = ("",) if self._is_keyed_in else ()
        return self._choice("belang", (*none, *texts.interests()), "Kies waarom u de akte vraagt.")

    def _reason(self) -> str:
        text = self._text("reden") if self.needs_reason or self._is_keyed_in else ""
        if self.needs_reason and not text.strip() and not self._is_keyed_in:
            self._wrong("reden", "Schrijf kort waarom u het vraagt.")
        return text

    def _text(self, field: str) -> str:
        text = self._values[field]
        if len(text) > LONGEST_REMARK:
            self._wrong(field, f"Houd het bij {LONGEST_REMARK} tekens.")
        return text

    def _email(self) -> str:
        if not self._needs_email and not self._values["email"]:
            return ""
        return self._checked("email", mail_address, "Vul uw e-mailadres in.")

    def _choice(self, field: str, known: Collection[str], sentence: str) -> str:
        value = self._values[field]
        if value not in known:
            self._wrong(field, sentence)
            return ""
        return value

    def _checked(self, field: str, check: Callable[[str], str], if_empty: str) -> str:
        if not self._values[field]:
            self._wrong(field, if_empty)
            return ""
        try:
            return check(self._values[field])
        except InvalidInputError as error:
            self._wrong(field, error.public)
            return ""

    def _wrong(self, field: str, sentence: str) -> None:
        self.errors.append(FieldError(field, "invalid", sentence))

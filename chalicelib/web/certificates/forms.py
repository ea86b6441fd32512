"""The form with which a citizen asks for a document: read, checked field by field, never lost."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from pydantic import ValidationError

from chalicelib.domain.certificates.catalogue import Variant
from chalicelib.domain.mail.wishes import MailWishes
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.web.certificates.describing import Described
from chalicelib.web.certificates.new_request import LONGEST_REMARK, NewRequest, Subject
from chalicelib.web.certificates.ordering import command
from chalicelib.web.certificates.own_people import Pick
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.bodies import mail_address, national_number
from chalicelib.web.http.problems import FieldError, InvalidFieldsError
from chalicelib.web.http.sessions import Caller

say = texts.of_process("certificate_request").say

FIELDS = (
    "voor", "nummer", "band", "doel", "activiteit", "vorm", "taal", "land", "opmerking", "email",
)  # fmt: skip
KEY = "sleutel"
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
    }


def filled(described: Described, form: Values) -> Values:
    """The form as it was sent, with every field; for showing it again."""
    sent = {name: form.get(name, "") for name in (*FIELDS, KEY)}
    is_open = described.is_for_oneself or sent["voor"] not in {"", MYSELF}
    return sent if is_open else sent | {"voor": SOMEBODY_ELSE}


def read(
    asked: RequestContext,
    described: Described,
    caller: Caller,
    values: Values,
    family: Sequence[Pick] = (),
) -> OpenCommand:
    """The command that the form asks for; `family` are those who could be picked.

    Raises InvalidFieldsError naming fields of the form.
    """
    return command(asked, caller, read_body(asked, described, values, family), values[KEY])


def read_body(
    asked: RequestContext,
    described: Described,
    values: Values,
    family: Sequence[Pick] = (),
    *,
    needs_email: bool = True,
) -> NewRequest:
    """What the form asks for, as a program would send it; who has no mail gets paper.

    Raises InvalidFieldsError naming fields of the form.
    """
    reader = _Reader(asked, described, values, family, needs_email=needs_email)
    body = reader.body()
    if reader.errors or body is None:
        raise InvalidFieldsError(tuple(reader.errors))
    return body


def answers(
    described: Described, values: Values, family: Sequence[Pick]
) -> Iterator[tuple[str, str]]:
    """What was filled in, in words, to be read over; what has no choice isn't named."""
    document, variant = described.document, described.document.variant(values["vorm"])
    yield say("answers.for_whom"), _for_whom(described, values, family)
    if document.purposes or values["doel"]:
        yield say("answers.purpose"), texts.purposes().get(values["doel"], say("answers.usual"))
    elif len(document.variants) > 1 and variant:
        yield say("answers.variant"), variant.names.nl
    if values["activiteit"]:
        yield say("answers.activity"), texts.activities().get(values["activiteit"], "")
    if len(document.languages) > 1:
        yield say("answers.language"), texts.words("languages").get(values["taal"], "")
    yield say("answers.country"), texts.countries().get(values["land"], say("answers.belgium"))
    if values["opmerking"]:
        yield say("answers.remark"), values["opmerking"]
    yield say("answers.email"), values["email"]
    yield say("answers.price"), described.price


def _for_whom(described: Described, values: Values, family: Sequence[Pick]) -> str:
    who = values["voor"]
    if who == MYSELF:
        return say("answers.myself")
    picked = next((pick.label for pick in family if pick.key == who), "")
    relation = dict(described.relations).get(values["band"], "")
    return picked or say("answers.related", number=values["nummer"], relation=relation)


class _Reader:
    """Reads everything before it complains, so that all mistakes are shown at once."""

    def __init__(
        self,
        asked: RequestContext,
        described: Described,
        values: Values,
        family: Sequence[Pick],
        *,
        needs_email: bool,
    ) -> None:
        self.errors: list[FieldError] = []
        self._family = {pick.key: pick for pick in family}
        self._needs_email = needs_email
        self._asked = asked
        self._described = described
        self._values = values

    def body(self) -> NewRequest | None:
        """The order as a program would send it; None when something is wrong."""
        subject = self._subject()
        variant = self._variant()
        sent = {
            "document": self._described.id,
            "variant": variant.id if variant else None,
            "language": self._language(),
            "subject": subject,
            "purpose": self._values["doel"],
            "activity": self._activity(variant),
            "abroad": self._choice("land", ("", *texts.countries()), "Kies een land."),
            "remark": self._remark(),
            "email": self._email(),
        }
        return None if self.errors else self._validated(sent)

    def _validated(self, sent: Mapping[str, object]) -> NewRequest | None:
        try:
            return NewRequest.model_validate(sent)
        except ValidationError:
            self._wrong("voor", "Kijk alle velden nog eens na.")
            return None

    def _subject(self) -> Subject | None:
        known = (MYSELF, SOMEBODY_ELSE, *self._family)
        who = self._choice("voor", known, "Kies voor wie het document is.")
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

    def _activity(self, variant: Variant | None) -> str:
        if variant is None or not variant.needs_activity:
            return ""
        return self._choice("activiteit", texts.activities(), "Kies de activiteit.")

    def _remark(self) -> str:
        text = self._values["opmerking"]
        if len(text) > LONGEST_REMARK:
            self._wrong("opmerking", f"Houd het bij {LONGEST_REMARK} tekens.")
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

"""Begin a case: check what was filled in, store it once, and put it on its way."""

from dataclasses import dataclass, replace

from chalicelib.domain.cases.case import uploads_of
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.forms.raw import Raw, unread_in
from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.cases.intake import Channel, Identified, Intake
from chalicelib.domain.cases.moving.acting import BY, ESTABLISHED
from chalicelib.domain.cases.moving.frame import Frame, Happening
from chalicelib.domain.cases.moving.moves import opened
from chalicelib.domain.cases.moving.steps import form_fields
from chalicelib.domain.cases.moving.written import codes_of
from chalicelib.domain.cases.party import Party, Representative
from chalicelib.domain.cases.process_type import Opened, Opening, Values
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.process.engine import STARTED
from chalicelib.domain.registers.canaries import is_canary
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import DomainError, InvalidInputError, NotAllowedError
from chalicelib.domain.shared.mail_address import check_email
from chalicelib.ports.cases import AnyCase, CaseStore, Created, Repeated
from chalicelib.ports.platform import Ids, Keys
from chalicelib.usecases.cases.archive_files import ArchiveFiles
from chalicelib.usecases.cases.assured import check_assurance
from chalicelib.usecases.cases.follow_up import FollowUp
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.keyed import body_of, check_key, mismatch
from chalicelib.usecases.cases.opening.begin import Begin
from chalicelib.usecases.cases.opening.opening_guards import Sender


@dataclass(frozen=True, slots=True)
class OpenCommand:
    """What somebody sends in, and the key under which repeating it is the same case.

    `person` is who acts; `acting_for` whom they represent, as `capacity` says, None for
    themselves. `assurance` is None when staff key it in: then `staff` does, who made sure of the
    person by `identified_by`, and `is_vouched` is what the intake says of it. `draft` is the
    holder under which a draft held its claims, and `because_of` the id of the case that led to
    this one, in which its person was made sure of.
    """

    tenant: str
    process: str
    role: str
    person: NationalNumber
    email: str
    raw: Raw
    key: str
    assurance: Assurance | None = None
    acting_for: NationalNumber | None = None
    capacity: str = ""
    channel: Channel = Channel.THUISLOKET
    staff: Staff | None = None
    identified_by: Identified | None = None
    is_vouched: bool = False
    draft: str = ""
    because_of: str = ""


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """The stored case; `repeated` when it was there before, with `is_alike` under another key."""

    case: AnyCase
    repeated: bool
    is_alike: bool = False


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One transaction and one message: then it can't be lost (DESIGN promise 1)."""

    cases: CaseStore
    frames: Frames
    files: ArchiveFiles
    follow_up: FollowUp
    keys: Keys
    ids: Ids
    allow_test: bool = False

    def __call__(self, command: OpenCommand) -> OpenedCase:
        """Store a case and send it on; the same shortly after leads to the case there is.

        Raises NotThereError for an unknown process, NotAllowedError (`may_not_open`),
        TooWeakError, FormError and what else the process says of what was filled in,
        InvalidInputError (`invalid_idempotency_key`), ConflictError (`idempotency_mismatch`,
        `claimed`), TooManyError (`too_many_today`, `too_many_for_address`), RetryableError.
        """
        check_key(command.key)
        frame = self.frames.new(command.process, command.tenant)
        _check_may_open(command, frame)
        change = self._change(command, frame)
        answer = self._create(command, change, frame)
        if isinstance(answer, Repeated):
            return _repeated(answer)
        if isinstance(answer, Created):
            self.follow_up(change, frame.definition)
            return OpenedCase(answer.case, repeated=False)
        return OpenedCase(answer, repeated=True, is_alike=True)

    def _create(
        self, command: OpenCommand, change: Change, frame: Frame
    ) -> Created | Repeated | AnyCase:
        """Create it; files of a case that isn't to be go again."""
        files = [file for entry in change.entries for file in entry.attachments]
        begin = Begin(self.cases, self.frames, self.keys)
        try:
            answer = begin(change, frame, _sender(command))
        except DomainError:
            self.files.erase(files)
            raise
        if not isinstance(answer, Created):
            self.files.erase(files)
        return answer

    def _change(self, command: OpenCommand, frame: Frame) -> Change:
        form = Form(frame.type, frame.municipality, allow_test=self.allow_test)
        values = form.read_pages(frame.definition.start, command.raw)
        opening = _opening(command, values, frame)
        begun = _reachable(frame.type.opens(opening), values)
        if command.staff is None:
            check_assurance(command.role, begun.payload, command.assurance, frame)
        case_id = self.ids.request_id()
        happening = self._happening(command, case_id, form, values, frame)
        change = _beside(opened(case_id, opening, begun, happening, frame), command)
        _check_not_own(command, change, frame)
        self.files.put(_folder(command, case_id, frame), values)
        return change

    def _happening(
        self, command: OpenCommand, case_id: str, form: Form, values: Values, frame: Frame
    ) -> Happening:
        fields = form_fields(frame.definition)
        folder = _folder(command, case_id, frame)
        return Happening(
            STARTED,
            command.role,
            "party:1",
            (*_how(command), *codes_of(fields, values)),
            values,
            by_staff=command.staff is not None,
            attachments=self.files.named(folder, values, frame),
            words=form.words(fields.values(), values),
            unread=unread_in(command.raw),
        )


def _folder(command: OpenCommand, case_id: str, frame: Frame) -> str:
    return uploads_of(command.tenant, frame.at, case_id)


def _check_may_open(command: OpenCommand, frame: Frame) -> None:
    start, staff = frame.definition.start, command.staff
    may = command.role in start.by
    if staff is not None:
        is_here = staff.tenant == command.tenant and staff.powers & set(start.counter)
        is_known = command.identified_by is not None or bool(command.because_of)
        may = may and bool(is_here) and is_known
        may = may and staff.number not in (command.person, command.acting_for)
    if not may:
        raise NotAllowedError("may_not_open", "U kunt dit hier niet aanvragen.")


def _check_not_own(command: OpenCommand, change: Change, frame: Frame) -> None:
    if command.staff and command.staff.number in frame.type.about(change.case):
        raise NotAllowedError("may_not_open", "U kunt dit hier niet aanvragen.")


def _opening(command: OpenCommand, values: Values, frame: Frame) -> Opening:
    intake = Intake(
        command.channel,
        frame.at,
        command.staff.id if command.staff else "",
        command.identified_by,
        is_vouched=command.is_vouched,
        is_trial=is_canary(command.person),
    )
    return Opening(
        command.tenant,
        command.role,
        _starter(command),
        values,
        intake,
        frame.municipality,
        frame.day,
    )


def _starter(command: OpenCommand) -> Party:
    own, whom, level = command.person, command.acting_for, command.assurance
    if whom is None:
        return Party(1, command.role, own, level, command.email)
    acts = Representative(own, command.capacity, level)
    return Party(1, command.role, whom, None, command.email, acts)


def _reachable[P](begun: Opened[P], values: Values) -> Opened[P]:
    """With addresses as mails can be sent to. Raises InvalidInputError naming the field."""
    return replace(begun, parties=tuple(_written_to(party, values) for party in begun.parties))


def _written_to(party: Party, values: Values) -> Party:
    try:
        return replace(party, email=check_email(party.email)) if party.email else party
    except InvalidInputError as error:
        field = next((name for name, value in values.items() if value == party.email), "email")
        raise InvalidInputError(error.code, error.public, field) from None


def _how(command: OpenCommand) -> tuple[tuple[str, str], ...]:
    how = [("channel", command.channel.value)]
    if command.staff:
        how.append((BY, f"staff:{command.staff.id}"))
    if command.staff and command.identified_by:
        how.append((ESTABLISHED, command.identified_by.value))
    return tuple(how)


def _sender(command: OpenCommand) -> Sender:
    sent = body_of(command.raw, command.process, command.role, command.email, command.channel.value)
    return Sender(command.person, command.key, sent, by_staff=command.staff is not None)


def _beside(change: Change, command: OpenCommand) -> Change:
    """With the draft that held its claims, and the case that led to it."""
    return replace(
        change,
        case=replace(change.case, because_of=command.because_of),
        claims=replace(change.claims, holder=command.draft),
    )


def _repeated(answer: Repeated) -> OpenedCase:
    if not answer.same_body:
        raise mismatch()
    return OpenedCase(answer.case, repeated=True, is_alike=answer.is_alike)

"""Send one thing that is to go out of a case, or have people see to it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from chalicelib.domain.cases.moving.following import a_list_for, a_task, stands
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.outgoing import Medium, Outgoing, is_hopeless, tried
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.tasks import LETTER, CaseTask
from chalicelib.domain.mail.wishes import MailWishes
from chalicelib.domain.process.roles import RoleKind
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import AnyCase, CaseStore
from chalicelib.ports.cases.notices import MunicipalNotice, NoticeTray
from chalicelib.ports.cases.words import CaseLinks, CaseMails
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.mail import Addresses, Mailer, Suppressions
from chalicelib.ports.platform import Keys
from chalicelib.ports.wishes import Wishes
from chalicelib.usecases.cases.confirm_address import recipient_of
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.links import invitation_of, link_of
from chalicelib.usecases.cases.sending.undeliverable import Undeliverable

type AddressOf = Callable[[Municipality], str]
"""A municipality's public address, without a slash at its end."""

type Wished = Callable[[], MailWishes]
"""What who is written to wishes of our mails."""

NO_ADDRESS, BLOCKED, FAILED = "mail_no_address", "mail_blocked", "mail_failed"
"""The codes of the tasks that come of what can't go out by itself."""


@dataclass(frozen=True, slots=True)
class SendOutgoing:
    """Struck off when it went out, kept when it may go later, a task when it won't (promise 9)."""

    cases: CaseStore
    frames: Frames
    mails: CaseMails
    mailer: Mailer
    suppressions: Suppressions
    notices: NoticeTray
    undeliverable: Undeliverable
    keys: Keys
    address_of: AddressOf
    addresses: Addresses
    wishes: Wishes

    def __call__(self, case: AnyCase, outgoing: Outgoing) -> bool:
        """Whether it needs no more trying.

        Raises ConflictError when the case moved meanwhile, RetryableError when unsure what is
        stored; then it stays.
        """
        frame = self.frames.of(case)
        try:
            self._send(case, outgoing, frame)
        except RetryableError as error:
            return self.failed(case, outgoing, error)
        except PermanentError:
            self._cannot(case, outgoing, frame, FAILED)
        return True

    def failed(self, case: AnyCase, outgoing: Outgoing, error: Exception) -> bool:
        """Try it later, or have people see to it once it was tried often enough.

        Whether it needs no more trying. Raises ConflictError, RetryableError.
        """
        later = tried(outgoing, self.frames.clock.now(), type(error).__name__)
        if is_hopeless(later):
            self._cannot(case, later, self.frames.of(case), FAILED)
            return True
        self.cases.try_again(case, later)
        return False

    def _send(self, case: AnyCase, outgoing: Outgoing, frame: Frame) -> None:
        match outgoing.medium:
            case Medium.MAIL:
                self._mail(case, outgoing, frame)
            case Medium.LETTER:
                self._letter(case, outgoing, frame)
            case Medium.NOTICE:
                self._notice(case, outgoing, frame)

    def _mail(self, case: AnyCase, outgoing: Outgoing, frame: Frame) -> None:
        party = _to(case, outgoing)
        if party is None or party.is_forgotten:
            self.cases.sent(case, outgoing)
        elif not party.email:
            self._task(case, outgoing, frame, NO_ADDRESS)
        else:
            self._mail_to(party, case, outgoing, frame)

    def _mail_to(self, party: Party, case: AnyCase, outgoing: Outgoing, frame: Frame) -> None:
        """Wishes are read once, and only where something depends on them."""
        wished = cache(partial(self._wishes, case, party))
        if _is_unwanted(outgoing, frame, wished):
            self.cases.sent(case, outgoing)
        elif self._is_blocked(case, party, frame):
            self._cannot(case, outgoing, frame, BLOCKED)
        elif not self._may_mail(case, party, wished):
            self._unconfirmed(case, outgoing, frame)
        else:
            here, links = frame.municipality, self._links(case, party, frame)
            language = wished().language_at(here) if len(here.languages) > 1 else here.languages[0]
            mail = self.mails.compose(outgoing.template, case, party, here, links, language)
            self.mailer.send(mail, here)
            self.cases.sent(case, outgoing)

    def _is_blocked(self, case: AnyCase, party: Party, frame: Frame) -> bool:
        """Asked unless the case began just now: its beginning asked (decision 53)."""
        if case.intake.is_just_looked_at(frame.at):
            return False
        return self.suppressions.is_blocked(case.tenant, party.email)

    def _wishes(self, case: AnyCase, party: Party) -> MailWishes:
        whom = recipient_of(party)
        kept = self.wishes.of_person(case.tenant, whom) if whom else None
        return kept.wishes if kept else MailWishes()

    def _may_mail(self, case: AnyCase, party: Party, wished: Wished) -> bool:
        """An address that nobody opened a link from gets the mails of one case and no more."""
        if not case.intake.asks_before_mail:
            return True
        if self.addresses.may_mail(case.tenant, party.email, case.id):
            return True
        return wished().is_confirmed and wished().email == party.email

    def _unconfirmed(self, case: AnyCase, outgoing: Outgoing, frame: Frame) -> None:
        """Left out, and the case's page says so; what must be known goes another way."""
        mail = frame.definition.mails.get(outgoing.template)
        if mail and mail.letter_when_no_address:
            self._task(case, outgoing, frame, NO_ADDRESS)
        else:
            self.cases.sent(case, outgoing)

    def _letter(self, case: AnyCase, outgoing: Outgoing, frame: Frame) -> None:
        """Letters are posted by people: a task that names letter and recipient."""
        about = f"{outgoing.template}/{outgoing.to}/{outgoing.id}"
        letter = frame.definition.letters.get(outgoing.template)
        kind = "letter_registered" if letter and letter.registered else LETTER
        words = frame.words("unsent")[kind]
        self._stands_or_sent(a_task(case, frame, LETTER, about, words), case, outgoing, frame)

    def _notice(self, case: AnyCase, outgoing: Outgoing, frame: Frame) -> None:
        role = outgoing.to
        if role in frame.definition.roles_of(RoleKind.STAFF):
            self._news(case, outgoing, frame)
            return
        to = frame.type.notified(case, role)
        if to and not self._is_tenant(to):
            self._letter(case, outgoing, frame)
            return
        if to:
            self.notices.put(_notice(case, outgoing, to))
        self.cases.sent(case, outgoing)

    def _news(self, case: AnyCase, outgoing: Outgoing, frame: Frame) -> None:
        """A task of staff here, unless what it reminds of was done meanwhile."""
        where = a_list_for(case, frame.definition, outgoing.to)
        news = frame.words.say("tasks.news")
        task = a_task(case, frame, outgoing.template, outgoing.id, news, where)
        self._stands_or_sent(task, case, outgoing, frame)

    def _stands_or_sent(
        self, task: CaseTask, case: AnyCase, outgoing: Outgoing, frame: Frame
    ) -> None:
        """A task where there still is something to do."""
        if stands(task, case.instance, frame.definition, frame.at):
            self.cases.give_up(case, outgoing, task)
        else:
            self.cases.sent(case, outgoing)

    def _is_tenant(self, nis: str) -> bool:
        """Whether a municipality has its counter here too; others get a letter."""
        return any(here.nis == nis for here in self.frames.municipalities.all())

    def _cannot(self, case: AnyCase, outgoing: Outgoing, frame: Frame, code: str) -> None:
        """An event when the definition has one for a mail that can't be delivered, else a task."""
        party = _to(case, outgoing) if outgoing.medium is Medium.MAIL else None
        if party and self.undeliverable(case, outgoing.template, party.number, frame):
            self.cases.sent(case, outgoing)
            return
        self._task(case, outgoing, frame, code)

    def _task(self, case: AnyCase, outgoing: Outgoing, frame: Frame, code: str) -> None:
        about = f"{outgoing.template}/{outgoing.to}/{outgoing.id}"
        words = frame.words("unsent")[code]
        self.cases.give_up(case, outgoing, a_task(case, frame, code, about, words))

    def _links(self, case: AnyCase, party: Party, frame: Frame) -> CaseLinks:
        base = self.address_of(frame.municipality)
        whose = (self.keys, case.tenant, case.id, party.number, party.email)
        return CaseLinks(
            home=base,
            case=f"{base}/aanvragen/{case.id}",
            document=f"{base}/d/{link_of(*whose)}",
            invitation=f"{base}/uitnodiging/{invitation_of(*whose)}",
        )


def _to(case: AnyCase, outgoing: Outgoing) -> Party | None:
    return next((party for party in case.parties if party.author == outgoing.to), None)


def _is_unwanted(outgoing: Outgoing, frame: Frame, wished: Wished) -> bool:
    mail = frame.definition.mails.get(outgoing.template)
    step = mail.step if mail else None
    return step is not None and wished().is_unwanted(step)


def _notice(case: AnyCase, outgoing: Outgoing, to: str) -> MunicipalNotice:
    return MunicipalNotice(
        f"{case.id}-{outgoing.id}",
        to,
        case.tenant,
        case.process,
        case.id,
        outgoing.template,
        outgoing.at,
    )

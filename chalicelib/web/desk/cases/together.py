"""Several cases of a list that are alike: one decision, and what came of it case by case."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chalice import Response

from chalicelib.domain.cases.forms.raw import RawValue
from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.process.actions import Action
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.domain.tenants.texts import StandardText
from chalicelib.usecases.handling.decide_together import (
    MOST,
    ChosenCase,
    DecidedLine,
    Together,
)
from chalicelib.usecases.handling.lists.lines import WorklistLine, together_in
from chalicelib.web.cases.raw import OWN
from chalicelib.web.desk.cases.forms import FailedForm
from chalicelib.web.desk.cases.rows import rows_of
from chalicelib.web.desk.cases.standard import CHOSEN
from chalicelib.web.desk.working import Colleague, at_work, desk_page
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.sessions import CSRF_FIELD, check_csrf

SEVERAL = "/loket/samen"
_CASE, _KEY = "dossier", f"{OWN}sleutel"
_PROCESS, _REASON = f"{OWN}proces", f"{OWN}reden"

type Sent = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class TogetherForm:
    """One action for all of them, with what its fields offer and the texts there are for it."""

    action: Action
    options: Mapping[str, Sequence[Option] | None]
    texts: tuple[StandardText, ...]

    @property
    def begins_with_text(self) -> bool:
        """Whether the first that it asks is what a standard text fills in."""
        first = next(iter(self.action.fields), "")
        return any(text.field == first for text in self.texts)


@get(SEVERAL)
def several(asked: RequestContext) -> Response:
    """The chosen cases, with what can be decided of those that are like the first."""
    colleague = at_work(asked)
    return _page(asked, colleague, _chosen(asked.queries(_CASE))[:MOST])


@post(f"{SEVERAL}/{{slug}}")
def decide(asked: RequestContext, slug: str) -> Response:
    """Decide of each; then a line for each, and the form again for what wasn't done."""
    colleague, sent = _sent(asked)
    chosen = _chosen(sent.get(_CASE, ()))
    before = _lines(asked, colleague, chosen)
    what = _what(asked, slug, sent)
    said = asked.wiring.handling.decide_together(colleague.staff, what, chosen)
    missed = {line.case_id for line in said if not line.is_done}
    left = [one for one in chosen if one.case_id in missed]
    typed = FailedForm(slug, values=what.raw)
    called = {line.case_id: line.reference for line in before}
    return _page(asked, colleague, left, said, typed, called)


def _page(
    asked: RequestContext,
    colleague: Colleague,
    chosen: Sequence[ChosenCase],
    said: Sequence[DecidedLine] = (),
    typed: FailedForm | None = None,
    called: Mapping[str, str] | None = None,
) -> Response:
    lines = [line for line in _lines(asked, colleague, chosen) if line.is_together]
    me = colleague.staff
    free = [line for line in lines if line.holder in ("", me.id) and line.role in me.powers]
    alike = [line for line in free if _alike(line) == _alike(free[0])]
    return desk_page(
        asked,
        colleague,
        "cases/together.html",
        alike=rows_of(asked, alike),
        others=rows_of(asked, (line for line in lines if line not in alike)),
        forms=list(_forms(asked, alike[0])) if alike else [],
        said=said,
        done=sum(line.is_done for line in said),
        called=called or {},
        typed=typed or FailedForm(),
        key=asked.wiring.platform.ids.secret(),
    )


def _sent(asked: RequestContext) -> tuple[Colleague, Sent]:
    colleague, sent = at_work(asked), dict[str, list[str]]()
    for name, value in asked.pairs():
        sent.setdefault(name, []).append(value)
    check_csrf(colleague.session, "".join(sent.pop(CSRF_FIELD, [])))
    return colleague, sent


def _chosen(texts: Iterable[str]) -> list[ChosenCase]:
    pairs = (text.partition(":") for text in texts)
    return [ChosenCase(case_id, whole_number(seen, 0)) for case_id, _, seen in pairs]


def _lines(
    asked: RequestContext, colleague: Colleague, chosen: Sequence[ChosenCase]
) -> list[WorklistLine]:
    ids = {one.case_id for one in chosen}
    return asked.wiring.handling.worklists.some(colleague.staff, ids) if ids else []


def _alike(line: WorklistLine) -> tuple[str, str, str, frozenset[str]]:
    return line.process, line.role, line.state, frozenset(line.reasons)


def _forms(asked: RequestContext, line: WorklistLine) -> Iterator[TogetherForm]:
    types = asked.wiring.road.frames.types
    definition = types.definition(line.process)
    form = Form(types.type(line.process), asked.municipality)
    for action in together_in(definition, line.state, (line.role,)):
        options = {field.id: form.options(field) for field in action.fields.values()}
        every = asked.municipality.texts
        texts = (t for t in every if (t.process, t.action) == (line.process, action.id))
        yield TogetherForm(action, options, tuple(texts))


def _what(asked: RequestContext, slug: str, sent: Sent) -> Together:
    """Raises NotThereError for an action of no process."""
    process, types = "".join(sent.get(_PROCESS, [""])), asked.wiring.road.frames.types
    action = types.definition(process).action_at(slug) if process in types.ids() else None
    if action is None:
        raise NotThereError("Deze stap bestaat niet.")
    chosen = "".join(sent.get(CHOSEN, []))
    text = next((one for one in asked.municipality.texts if one.id == chosen), None)
    return Together(
        process=process,
        reasons=tuple(filter(None, sent.get(_REASON, ()))),
        action=action.id,
        raw=_raw(sent, text),
        key="".join(sent.get(_KEY, [])),
        traits=text.only_for if text else (),
    )


def _raw(sent: Sent, text: StandardText | None) -> dict[str, RawValue]:
    """What was filled in, with the chosen text before what somebody typed there themselves."""
    fields = {n: v for n, v in sent.items() if n != _CASE and not n.startswith(OWN)}
    raw: dict[str, RawValue] = {n: v[0] if len(v) == 1 else v for n, v in fields.items()}
    if text:
        raw[text.field] = "\n".join(filter(None, (text.text, *sent.get(text.field, ()))))
    return raw

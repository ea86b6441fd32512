"""The forms on the page of a case at the desk: those that can be sent, and the one that failed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.tenants.texts import StandardText
from chalicelib.usecases.cases.reading.view import Possible
from chalicelib.web.cases.people import Choices


@dataclass(frozen=True, slots=True)
class FailedForm:
    """A form that was sent and didn't work out: which, what was typed, what is wrong with it.

    `verb` is what would be done, `behalf` for whom; `problems` are sentences by field.
    """

    verb: str = ""
    behalf: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    sentence: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)

    def is_of(self, verb: str, behalf: str = "") -> bool:
        """Whether it was this form."""
        return bool(self.verb) and (verb, behalf) == (self.verb, self.behalf)


@dataclass(frozen=True, slots=True)
class ActionForm:
    """One possible action as a form; `behalf` is `role:party` when it is for somebody else.

    `given` is what stands in the case now, by field that changes it; `choices` what each field lets
    choose. `template` is of what its
    process asks besides, `texts` are the municipality's own for it.
    """

    possible: Possible
    behalf: str
    title: str
    prefix: str
    shortcut: str
    is_previewed: bool
    given: Raw
    choices: Mapping[str, Choices]
    template: str = ""
    texts: tuple[StandardText, ...] = ()

    @property
    def begins_with_text(self) -> bool:
        """Whether the first that it asks is what a standard text fills in."""
        first = next(iter(self.possible.action.fields), "")
        asks_more = self.behalf or len(self.possible.events) > 1
        return not asks_more and any(text.field == first for text in self.texts)

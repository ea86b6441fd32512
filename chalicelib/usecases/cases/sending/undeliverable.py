"""A mail that can't be delivered: the event that the definition has for it, if it is possible."""

from dataclasses import dataclass

from chalicelib.domain.cases.moving.frame import Frame, Happening
from chalicelib.domain.cases.moving.steps import Extra
from chalicelib.domain.process.judging import CantSayError
from chalicelib.domain.process.roles import MAIL
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.cases.happen import Happen


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """What isn't possible any more is no mistake: then it is for people.

    Where somebody else was quicker, it may still be possible: then it is for a later try.
    """

    happen: Happen

    def __call__(self, case: AnyCase, template: str, party: int, frame: Frame) -> bool:
        """Whether the event happened.

        Raises ConflictError (`version_moved`), RetryableError when unsure.
        """
        mail = frame.definition.mails.get(template)
        if mail is None or not mail.bounce:
            return False
        happening = Happening(mail.bounce, MAIL, MAIL, (("party", str(party)),))
        try:
            self.happen(case, (happening,), frame, Extra())
        except ConflictError as error:
            if error.code == "version_moved":
                raise
            return False
        except CantSayError:
            return False
        return True

"""The people whom every population has: made by hand, the same for any seed and size.

They and their families come before chance does, so their numbers never change. Together they can
get each document of the catalogue without a clerk, and each meets something unusual.
"""

from chalicelib.domain.registers.acts import ActKind, ActOrigin
from ops.synthetic.population import acts, settle
from ops.synthetic.population.drafts import PersonDraft
from ops.synthetic.population.maker import Maker
from ops.synthetic.population.scenes import families as scenes_families
from ops.synthetic.population.scenes import singles as scenes_singles
from ops.synthetic.population.scenes.stage import Cast


def make_cast(maker: Maker) -> Cast:
    """Everybody of note with their families, settled."""
    cast = Cast(maker)
    for scene in (*scenes_families.SCENES, *scenes_singles.SCENES):
        scene(cast)
    for draft in maker.people:
        settle.give_nationality(maker, draft)
        if not any(act.kind is ActKind.BIRTH for act in draft.acts):
            acts.file(acts.birth(maker, draft, _birth_origin(draft)), draft)
        draft.was_settled = True
    settle.write_acts(maker, maker.people, births=False)
    return cast


def _birth_origin(draft: PersonDraft) -> ActOrigin | None:
    is_old_belgian = draft.birth.place.country == "BE" and draft.born < acts.DABS_STARTED
    return ActOrigin.MIGRATED if is_old_belgian else None

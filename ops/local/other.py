"""The second municipality of a demo; it doesn't exist, and nothing of it goes into a deployment."""

from functools import cache
from pathlib import Path

from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.settings import TEMPLATES
from ops.stage.municipalities import FOLDER as OURS

FOLDER = Path(__file__).parent / "municipalities"
"""Where its file stands: beside the demo, so that packaging never meets it."""

FOLDERS = (OURS, FOLDER)
NIS = "99901"


@cache
def the_other() -> Municipality:
    """What its file says."""
    return FileMunicipalities(TEMPLATES / "municipalities", FOLDER).get(NIS)

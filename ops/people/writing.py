"""Writing down everything that is held about somebody."""

from pathlib import Path

from chalicelib.usecases.privacy.hand_over import Handed
from chalicelib.web.privacy.as_data import as_json
from chalicelib.web.privacy.as_text import Overview
from chalicelib.wiring import Wiring
from ops import command
from ops.people.zipped import name_of, new_zip


def write_person(wiring: Wiring, handed: Handed, path: Path) -> None:
    """Write everything into a new zip. Raises OSError, RetryableError; then there is no file."""
    by_key = {key: one for one in handed.cases for key in one.files}
    types = wiring.cases.types
    titles = {id_: types.definition(id_).title for id_ in types.ids()}
    documents = {document.id: document.names.nl for document in wiring.templates.catalogue.all()}
    overview = Overview(
        wiring.templates.municipalities.get(handed.holdings.tenant),
        titles | documents,
        wiring.templates.retention.get(),
    )
    with new_zip(path) as zipped, command.progress() as progress:
        names: dict[str, str] = {}
        files = wiring.privacy.hand_over.files(handed)
        for key, content in progress.track(files, total=len(by_key), description="files"):
            names[key] = name_of(by_key[key], key, content)
            zipped.writestr(names[key], content)
        zipped.writestr("gegevens.json", as_json(handed, names))
        zipped.writestr("overzicht.txt", overview(handed, names, zipped=True))

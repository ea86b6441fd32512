"""What the API's description promises holds for whatever may be sent, for everybody."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from chalice.config import Config
from chalice.local import LocalDevServer

import app
from chalicelib.wiring import use
from tests.support.attack import world as people
from tests.support.web.live import LOCALHOST, Quiet

RULED = str(Path(__file__).with_name("schemathesis.toml"))
ROOT = str(Path(__file__).parents[2])
EXAMPLES = 4
"""Made-up requests for each operation; the checker adds those on the edges of the description."""


class Whole(Quiet):
    """Asks the application about methods too that API Gateway refuses by itself."""

    do_TRACE = do_QUERY = Quiet.do_GET  # noqa: N815 - as the base names them


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The whole application at an address, with something in it."""
    world = people.World()
    server = LocalDevServer(app.app, Config.create(), LOCALHOST, 0, handler_cls=Whole)
    with use(world.office.wiring):
        world.fill()
        thread = threading.Thread(target=server.server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://{LOCALHOST}:{server.server.server_port}"
        server.server.shutdown()
        thread.join()
        server.server.server_close()


ROLES = ("", people.CITIZEN, people.CLERK, people.OFFICER)


def test_schemathesis_with_all_its_checks_finds_nothing_for_anybody(
    url: str, tmp_path: Path
) -> None:
    """As nobody, citizen, clerk and district officer, side by side."""
    with ThreadPoolExecutor(len(ROLES)) as pool:
        runs = {who: pool.submit(_checked, url, who, tmp_path) for who in ROLES}
        found = {who: run.result() for who, run in runs.items()}
    assert [(who, done.stdout[-30_000:]) for who, done in found.items() if done.returncode] == []


def _checked(url: str, who: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """It keeps what it found in the folder where it runs."""
    own = folder / (who or "nobody")
    own.mkdir()
    token = ["-H", f"Authorization: Bearer {people.SERIALS[who]}"] if who else []
    return subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", RULED, "run"),
            f"{url}/api/v1/openapi.json",
            *("--checks", "all", "--phases", "examples,coverage,fuzzing"),
            *("--max-examples", str(EXAMPLES), "--seed", "1", "--no-color"),
            *token,
        ],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"SCHEMATHESIS_HOOKS": "tests.support.attack.formats", "PYTHONPATH": ROOT},
        cwd=own,
    )

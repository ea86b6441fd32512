"""What can be done from one's own machine: every command with one line of its own explanation."""

import ast
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
UNKNOWN = 2

THEMES = {
    "Deploy a stage": ("deploy", "provision", "package", "rollback", "teardown", "rehearsal"),
    "Keep it running": (
        "doctor",
        "cases",
        "aside",
        "orphans",
        "redrive",
        "restore",
        "rotate",
        "tick",
        "vault",
    ),
    "Somebody's data": ("asked", "export", "forget"),
    "On this machine": ("demo", "local_aws", "world", "serve", "fill", "fonts"),
    "Measure and show": (
        "bench",
        "growth",
        "load",
        "replay",
        "judge",
        "pages",
        "phrases",
        "rules",
        "printed",
        "retention",
        "costs",
        "policies",
        "audit",
        "leaks",
        "unused",
        "layout",
        "authority",
    ),
}
"""The commands by what they are for; any other one is listed last."""


def main(arguments: list[str]) -> int:
    """Run a command with its own arguments, or list them all; 2 for one that isn't there."""
    if not arguments:
        return _list()
    name, *given = arguments
    found = commands().get(name)
    if found is None:
        sys.stderr.write(f"there is no command {name}; python -m ops lists them\n")
        return UNKNOWN
    sys.argv = [name, *given]
    runpy.run_module(_module(found), run_name="__main__", alter_sys=True)
    return 0


def _list() -> int:
    sys.stdout.write("python -m ops <command> --help says more. The usual ones: make help\n")
    for line in lines():
        sys.stdout.write(f"{line}\n")
    return 0


def lines() -> Iterator[str]:
    """The list, by theme."""
    others = commands().keys() - {name for names in THEMES.values() for name in names}
    for theme, names in (*THEMES.items(), ("Other", tuple(sorted(others)))):
        if names:
            yield f"\n{theme}"
        yield from (f"  {name:<15}{summary(name)}" for name in names)


def summary(name: str) -> str:
    """The first sentence of a command's own explanation."""
    source = commands()[name].read_text(encoding="utf-8")
    explained = ast.get_docstring(ast.parse(source)) or ""
    paragraph = " ".join(explained.split("\n\n")[0].split())
    return paragraph.partition(": `")[0].removesuffix(".")


def commands() -> dict[str, Path]:
    """The modules of every room that can be run, by the name of the command."""
    modules = [*FOLDER.glob("*/*.py"), *FOLDER.glob("*/*/__main__.py")]
    runnable = (m for m in modules if 'if __name__ == "__main__"' in m.read_text(encoding="utf-8"))
    return {m.parent.name if m.name == "__main__.py" else m.stem: m for m in runnable}


def _module(path: Path) -> str:
    parts = path.relative_to(FOLDER.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__main__")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

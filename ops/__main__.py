"""What can be done from one's own machine: every command with one line of its own explanation."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent

THEMES = {
    "Deploy a stage": ("deploy", "provision", "package", "rollback", "teardown", "rehearsal"),
    "Keep it running": ("doctor", "cases", "redrive", "restore", "rotate"),
    "Somebody's data": ("export", "forget"),
    "On this machine": ("demo", "local_aws", "world", "serve", "fill", "fonts"),
    "Measure and show": (
        "bench",
        "replay",
        "judge",
        "pages",
        "rules",
        "retention",
        "costs",
        "policies",
        "authority",
    ),
}
"""The commands by what they are for; any other one is listed last."""


def main() -> int:
    """List them."""
    sys.stdout.write("python -m ops.<command> --help says more. The usual ones: make help\n")
    for line in lines():
        sys.stdout.write(f"{line}\n")
    return 0


def lines() -> Iterator[str]:
    """The list, by theme."""
    others = commands() - {name for names in THEMES.values() for name in names}
    for theme, names in (*THEMES.items(), ("Other", tuple(sorted(others)))):
        if names:
            yield f"\n{theme}"
        yield from (f"  {name:<15}{summary(name)}" for name in names)


def summary(name: str) -> str:
    """The first sentence of a command's own explanation."""
    path = FOLDER / f"{name}.py"
    source = path if path.exists() else FOLDER / name / "__main__.py"
    explained = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    paragraph = " ".join(explained.split("\n\n")[0].split())
    return paragraph.partition(": `")[0].removesuffix(".")


def commands() -> set[str]:
    """The modules of this folder that can be run."""
    modules = [*FOLDER.glob("*.py"), *FOLDER.glob("*/__main__.py")]
    runnable = (m for m in modules if 'if __name__ == "__main__"' in m.read_text(encoding="utf-8"))
    names = (m.parent.name if m.name == "__main__.py" else m.stem for m in runnable)
    return set(names) - {FOLDER.name}


if __name__ == "__main__":
    sys.exit(main())

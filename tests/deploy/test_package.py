"""The real `chalice package` zip: what is in it, and that an interpreter needs nothing else."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from ops.deploy.package.make import LARGEST_ZIP, Package, contents, lay_out
from ops.deploy.package.requirements import is_superfluous
from ops.local.lambda_process import LambdaProcess, http_event
from ops.stage.config import ConfigError
from tests.deploy.conftest import Place

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
ONLY_ISSUANCE = {"PIL", "asn1crypto", "fontTools", "fpdf", "pyhanko", "chalicelib.documents"}
OTHER_VIEWS = {f"chalicelib.web.{room}" for room in ("desk", "figures", "verification", "marriage")}
ELSEWHERE = {"jinja2", "chalicelib.adapters.aws.mail", "chalicelib.usecases.cases.reading"}
"""What only a page, a mail or somebody's case needs."""
ISSUER = "http://127.0.0.1:1"


def run(unpacked: Path, program: str) -> str:
    """What a program says that has the package and nothing else on its path."""
    executable = getattr(sys, "_base_executable", sys.executable)
    start = f"import sys; sys.path.insert(0, {str(unpacked)!r})\n"
    done = subprocess.run(
        [executable, "-I", "-S", "-B", "-c", start + program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_package_is_small(built: Package) -> None:
    assert built.size < LARGEST_ZIP


def test_api_gateway_is_asked_to_compress(built: Package) -> None:
    template = json.loads(built.zip.with_name("sam.json").read_text(encoding="utf-8"))
    assert template["Resources"]["RestAPI"]["Properties"]["MinimumCompressionSize"] == 1000


def test_the_package_holds_the_templates_and_the_fonts(built: Package) -> None:
    names = set(contents(built.zip))
    ours = [p for p in (ROOT / "templates").rglob("*") if p.is_file()]
    assert len(ours) > 60
    assert {p.relative_to(ROOT).as_posix() for p in ours} <= names


def test_nothing_superfluous_travels(built: Package) -> None:
    names = contents(built.zip)
    tops = {name.split("/")[0] for name in names}
    assert not tops & {"tests", "ops", "docs", "moto", "pytest", "PIL", "pip", "mypy_boto3_s3"}
    assert not tops & {"boto3", "s3transfer"}
    assert [n for n in names if is_superfluous(n) and not n.startswith("templates/")] == []
    assert [n for n in names if n.startswith("chalicelib/adapters/memory/")] == []
    assert len(names) == len(set(names))


def test_every_module_has_its_bytecode_which_never_looks_at_a_time(built: Package) -> None:
    with ZipFile(built.zip) as archive:
        names = set(archive.namelist())
        sources = [n for n in names if n.endswith(".py")]
        compiled = {source: _bytecode_of(source) for source in sources}
        assert set(compiled.values()) <= names
        flags = {archive.read(name)[4] for name in compiled.values()}
    assert len(sources) > 500
    assert flags == {0b01}


def test_an_isolated_interpreter_finds_the_templates_and_loads_all_documents(
    unpacked: Path,
) -> None:
    program = """
import app
from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.certificates.rules import REGISTRY
from chalicelib.settings import TEMPLATES
catalogue = FileCatalogue(TEMPLATES / 'documents', REGISTRY)
assert FileDefinitions(TEMPLATES / 'processes').newest('certificate_request')
assert all(m.__file__.startswith(sys.path[0]) for n, m in sys.modules.items()
           if n.partition('.')[0] in {'boto3', 'chalice', 'chalicelib', 'pydantic', 'app'})
print(len(catalogue.all()), TEMPLATES)
"""
    documents = len([*(TEMPLATES / "documents").glob("*.toml")])
    assert run(unpacked, program).split() == [str(documents), str(unpacked / "templates")]


def test_every_module_of_ours_can_be_imported_from_the_package(unpacked: Path) -> None:
    modules = [
        ".".join(p.relative_to(unpacked).with_suffix("").parts)
        for p in sorted((unpacked / "chalicelib").rglob("*.py"))
    ]
    program = f"import importlib\nfor name in {modules!r}: importlib.import_module(name)"
    assert run(unpacked, program) == ""


def test_accepting_imports_nothing_that_only_issuance_needs(unpacked: Path, place: Place) -> None:
    with LambdaProcess(unpacked, place.settings(ISSUER)) as process:
        answer = process.invoke("api_handler", http_event("GET", "/health"))
        assert answer.answer["statusCode"] == 200
        loaded = {n for n in answer.modules if _within(n, ONLY_ISSUANCE | OTHER_VIEWS | ELSEWHERE)}
    assert loaded == set()


def test_running_it_writes_nothing_beside_it(unpacked: Path, place: Place) -> None:
    before = {p: p.stat().st_mtime_ns for p in unpacked.rglob("*")}
    with LambdaProcess(unpacked, place.settings(ISSUER)) as process:
        process.invoke("api_handler", http_event("GET", "/"))
    assert {p: p.stat().st_mtime_ns for p in unpacked.rglob("*")} == before


def test_a_stage_that_is_not_there_is_told(tmp_path: Path, chalice_folder: Path) -> None:
    with pytest.raises(ConfigError, match="no stage acceptance in "):
        lay_out("acceptance", tmp_path / "new", chalice_folder)


def _bytecode_of(source: str) -> str:
    folder, _, name = source.rpartition("/")
    stem = name.removesuffix(".py")
    return f"{folder}/__pycache__/{stem}.{sys.implementation.cache_tag}.pyc".removeprefix("/")


def _within(module: str, names: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)

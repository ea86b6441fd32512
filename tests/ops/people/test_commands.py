"""The commands about somebody's data, on a counter: what they write, show, ask and refuse."""

import json
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.privacy.retention import Holding
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.usecases.cases.acting.act import Acting
from ops.people import export, forget
from tests.support.counter import Counter, a_counter, population
from tests.support.stages.stage import a_stage, typed

ADULT = population().personas["volwassene"].number
REMARK = "Opmerking van mij"
WHO = ["--by", "k7", "--mark", "FG-12"]


@dataclass
class Person:
    """A counter, the arguments of a command there, and somebody who asked for two things."""

    counter: Counter
    stage: list[str]
    folder: Path
    patch: pytest.MonkeyPatch

    def export(self, *more: str, number: str = ADULT.printed) -> int:
        typed(f"{number}\n", self.patch)
        return export.main(["person", *self.stage, *WHO, "--to", str(self.folder), *more])

    def forget(self, *more: str, number: str = ADULT.printed) -> int:
        typed(f"{number}\n", self.patch)
        return forget.main([*self.stage, *WHO, *more])

    def zips(self) -> list[Path]:
        return sorted(self.folder.glob("*.zip"))


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    with a_counter() as counter:
        for wish in (
            {"document": "attest-leven"},
            {"document": "attest-nationaliteit", "remark": REMARK},
        ):
            counter.post(ADULT, wish)
            counter.drain()
        folder = tmp_path / "out"
        folder.mkdir()
        yield Person(counter, a_stage(counter, tmp_path, monkeypatch), folder, monkeypatch)


def test_a_person_gets_everything_in_one_file_that_only_the_operator_can_read(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert person.export() == 0
    (path,) = person.zips()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    said = capsys.readouterr().out
    assert "2 cases" in said
    assert str(path) in said
    with ZipFile(path) as zipped:
        data = json.loads(zipped.read("gegevens.json"))
        overview = zipped.read("overzicht.txt").decode()
        (pdf,) = [name for name in zipped.namelist() if name.endswith(".pdf")]
        assert zipped.read(pdf) == person.counter.pdf(person.counter.objects()[0])
    assert data["national_number"] == ADULT.digits
    assert {case["state"] for case in data["cases"]} == {"delivered", "clerk_review"}
    texts = {line["text"] for case in data["cases"] for line in case["filled_in"]}
    assert {REMARK, ADULT.printed, "attest-leven"} <= texts
    assert pdf == f"documenten/{data['documents_about_you'][0]['number']}.pdf"
    assert {case["email"] for case in data["cases"]} == {"test@burger.example"}
    for expected in (REMARK, ADULT.printed, "Gegevensbeschermingsautoriteit", pdf, "tien jaar"):
        assert expected in overview


def test_the_look_itself_is_the_first_thing_in_what_they_get(person: Person) -> None:
    person.export()
    with ZipFile(person.zips()[0]) as zipped:
        newest, *_ = json.loads(zipped.read("gegevens.json"))["consultations"]
    assert newest["legal_ground"] == "Verordening (EU) 2016/679, art. 15 en 20"
    assert "FG-12" in newest["purpose"]
    page = person.counter.get(ADULT, "/api/v1/access-log").json_body
    assert "art. 15 en 20" in json.dumps(page)


def test_no_name_of_a_colleague_and_no_sentence_for_clerks_is_in_it(person: Person) -> None:
    person.export()
    with ZipFile(person.zips()[0]) as zipped:
        text = zipped.read("gegevens.json").decode() + zipped.read("overzicht.txt").decode()
    assert "k7" not in text
    assert '"clerk":' not in text


def test_a_dry_run_counts_and_writes_nothing(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert person.export("--plan") == 0
    assert "2 cases" in capsys.readouterr().out
    assert person.zips() == []


@pytest.mark.parametrize("number", ["", "12345", "85.07.30-001.34"])
def test_what_is_no_number_is_refused_before_anything_is_read(
    person: Person, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    before = len(person.counter.wiring.state.access_log.of_person("34022", ADULT, 100))
    assert person.export(number=number) == 1
    told = capsys.readouterr().err
    assert told == ("not exported: that is no national number: eleven digits, the last two right\n")
    assert len(person.counter.wiring.state.access_log.of_person("34022", ADULT, 100)) == before


def test_a_name_is_no_id_of_who_does_this(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert person.export("--by", "Jan Peeters") == 1
    assert capsys.readouterr().err.startswith("not exported: by: Hoogstens 40 letters")


def test_a_folder_that_is_not_there_is_said(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert person.export("--to", "/nowhere/at/all") == 1
    assert capsys.readouterr().err == "not exported: /nowhere/at/all is no folder\n"


def test_a_plan_says_what_is_in_the_way_and_how_to_end_it(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert person.forget() == 1
    said = capsys.readouterr().out
    assert "Dit moet eerst gebeuren:" in said
    assert "laat de burger het intrekken" in said
    assert "--confirm" not in said
    assert ADULT.digits not in said


def taken_back(person: Person) -> None:
    wiring, me = person.counter.wiring, Citizen(ADULT, Assurance.HIGH)
    for line in wiring.road.look.mine("34022", Citizen(ADULT, Assurance.HIGH)):
        if not line.is_over:
            seen = wiring.road.look.case("34022", line.case_id, me).seen
            wiring.road.act(Acting("34022", line.case_id, seen, "withdraw", me, {}, "weg"))
    person.counter.drain()


def confirmed(person: Person, capsys: pytest.CaptureFixture[str]) -> str:
    assert person.forget() == 0
    found = re.search(r"--confirm (\w{6})$", capsys.readouterr().out.strip())
    assert found
    return found[1]


def test_a_plan_that_is_confirmed_is_done_and_answered(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    taken_back(person)
    code = confirmed(person, capsys)
    assert person.forget("--confirm", code) == 0
    said = capsys.readouterr().out
    assert "Gewist: 2 aanvragen, 1 bestanden, 0 teksten." in said
    assert "minstens tien jaar" in said
    assert person.counter.objects() == []
    assert person.counter.get(ADULT, "/api/v1/requests").json_body["requests"] == []
    assert ADULT.digits not in said


def test_a_wrong_code_does_nothing(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    taken_back(person)
    assert person.forget("--confirm", "zzzzzz") == 1
    assert "Bekijk het plan opnieuw" in capsys.readouterr().err
    assert len(person.counter.objects()) == 1


def test_a_plan_names_each_kind_with_its_law(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    person.forget()
    said = capsys.readouterr().out
    rules = person.counter.wiring.templates.retention.get().rules
    assert {rule.holding for rule in rules} == set(Holding)
    assert [rule.what for rule in rules if rule.what not in said] == []
    assert [rule.basis for rule in rules if rule.basis not in said] == []


def municipality(person: Person, *more: str) -> int:
    return export.main(["municipality", *person.stage, "--to", str(person.folder), *more])


def test_a_municipality_gets_all_its_rows_and_the_list_of_its_files(person: Person) -> None:
    assert municipality(person) == 0
    folder = person.folder / "thuisloket-test-34022"
    rows = [json.loads(line) for line in (folder / "rows.jsonl").read_text().splitlines()]
    stored = [item for item in person.counter.items() if item["pk"]["S"].startswith("T#34022#")]
    assert {(row["pk"], row["sk"]) for row in rows} == {
        (item["pk"]["S"], item["sk"]["S"]) for item in stored
    }
    assert {row["payload"]["remark"] for row in rows if row["sk"] == "STATE"} == {"", REMARK}
    files = [json.loads(line) for line in (folder / "files.jsonl").read_text().splitlines()]
    assert [file["key"] for file in files] == person.counter.objects()
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["rows"], manifest["files"]) == (len(rows), 1)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert (modes, stat.S_IMODE(folder.stat().st_mode)) == ({0o600}, 0o700)


def test_a_municipality_is_counted_in_a_dry_run(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert municipality(person, "--plan") == 0
    stored = [item for item in person.counter.items() if item["pk"]["S"].startswith("T#34022#")]
    assert f"{len(stored)} rows, 1 files, " in capsys.readouterr().out
    assert list(person.folder.iterdir()) == []


def test_what_is_complete_is_not_written_over(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert municipality(person) == 0
    assert municipality(person) == 1
    assert "is complete already" in capsys.readouterr().err


def test_an_unknown_municipality_is_said_with_those_there_are(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert municipality(person, "--nis", "99999") == 1
    assert "there is no municipality 99999 --nis can be: 34022" in capsys.readouterr().err

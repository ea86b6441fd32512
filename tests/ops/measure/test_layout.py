"""A class name stands for one thing, and nobody looks for long in a folder or a module."""

from pathlib import Path

from ops.measure.layout import main, wrong


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def test_a_class_name_that_stands_for_two_things_is_found_with_each_of_its_places(tmp_path):
    write(tmp_path, "chalicelib/domain/acts.py", "class Own: ...\n")
    write(tmp_path, "ops/measure/acts.py", "def build():\n    class Own: ...\nclass Single: ...\n")
    write(tmp_path, "tests/test_acts.py", "class Own: ...\nclass Single: ...\n")

    assert list(wrong(tmp_path)) == [
        "Own stands for two things: chalicelib/domain/acts.py:1, ops/measure/acts.py:2"
    ]


def test_a_folder_of_seventeen_modules_is_one_too_many(tmp_path):
    for number in range(17):
        write(tmp_path, f"tests/contract/test_{number}.py", "")
    for number in range(16):
        write(tmp_path, f"ops/deploy/step_{number}.py", "")

    assert list(wrong(tmp_path)) == ["tests/contract has 17 modules; 16 at most"]


def test_a_module_of_251_lines_is_too_long(tmp_path):
    write(tmp_path, "chalicelib/long.py", "A = 1\n" * 251)
    write(tmp_path, "chalicelib/enough.py", "A = 1\n" * 250)

    assert list(wrong(tmp_path)) == ["chalicelib/long.py has 251 lines; 250 at most"]


def test_nothing_of_ours_is_so():
    assert main([]) == 0

"""A class name stands for one thing."""

from ops.measure.names import main, repeated


def test_a_class_name_that_stands_for_two_things_is_found_with_both_its_places(tmp_path):
    for path in ("chalicelib/domain/acts.py", "ops/measure/acts.py", "chalicelib/other.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("class Own:\n    pass\n")
    (tmp_path / "chalicelib/other.py").write_text(
        "def build():\n    class Own: ...\nclass Single: ...\n"
    )

    found = list(repeated(tmp_path))

    assert found == [
        "Own: chalicelib/domain/acts.py:1, chalicelib/other.py:2, ops/measure/acts.py:1"
    ]


def test_every_class_of_ours_has_a_name_of_its_own():
    assert main([]) == 0

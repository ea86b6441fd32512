from ops.deploy.fonts import __main__ as fonts
from tests.support.printing.desk import TEMPLATES, faces


def test_the_cut_fonts_are_those_of_the_present_recipe() -> None:
    folder = TEMPLATES / "fonts"
    assert (folder / ".built").read_text() == fonts.recipe()
    assert fonts.all_there(folder)


def test_nothing_is_cut_when_everything_is_there(tmp_path, capsys) -> None:
    (tmp_path / ".built").write_text(fonts.recipe())
    for cut in fonts.CUTS:
        for kind in ("ttf", "json"):
            (tmp_path / f"{cut.name}.{kind}").write_text("there")
    fonts.main(tmp_path)
    assert capsys.readouterr().out == ""
    assert (tmp_path / "sans-regular.ttf").read_text() == "there"


def test_a_face_that_is_missing_is_noticed(tmp_path) -> None:
    assert not fonts.all_there(tmp_path)


def test_all_faces_have_the_same_characters() -> None:
    repertoires = {frozenset(face.glyphs) for face in faces().values()}
    assert len(repertoires) == 1


def test_outlines_are_simple_so_that_each_can_be_embedded_alone() -> None:
    for face in faces().values():
        outlines = (face.outline(glyph) for glyph in face.glyphs.values())
        assert all(not o or int.from_bytes(o[:2], signed=True) >= 0 for o in outlines)


def test_cutting_again_gives_the_same_bytes(tmp_path) -> None:
    cut = fonts.CUTS[0]
    fonts.write(cut, tmp_path)
    for kind in ("ttf", "json"):
        again = (tmp_path / f"{cut.name}.{kind}").read_bytes()
        assert again == (TEMPLATES / "fonts" / f"{cut.name}.{kind}").read_bytes()

import pytest

from chalicelib.documents.errors import TemplateError
from chalicelib.documents.page.drawing.arms import Arms, read_arms
from tests.support.printing.desk import TEMPLATES


def arms(tmp_path, inside: str) -> Arms:
    path = tmp_path / "arms.svg"
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 120">{inside}</svg>',
        encoding="utf-8",
    )
    return read_arms(path)


def commands(drawing: Arms) -> list[str]:
    return [command for shape in drawing.shapes for command, _ in shape.segments]


def ends(drawing: Arms) -> list[tuple[float, float]]:
    return [points[-1] for shape in drawing.shapes for _, points in shape.segments if points]


@pytest.mark.parametrize("path", sorted((TEMPLATES / "municipalities").glob("*.svg")))
def test_the_arms_of_every_municipality_can_be_drawn(path) -> None:
    drawing = read_arms(path)
    assert drawing.shapes
    assert drawing.stamp.operators


def test_a_rectangle_is_four_corners(tmp_path) -> None:
    drawing = arms(tmp_path, '<rect x="10" y="20" width="30" height="40" fill="#ff0000"/>')
    assert commands(drawing) == ["m", "l", "l", "l", "h"]
    assert ends(drawing) == [(10, 20), (40, 20), (40, 60), (10, 60)]


def test_a_polygon_is_its_points(tmp_path) -> None:
    assert ends(arms(tmp_path, '<polygon points="1,2 3,4 5 6"/>')) == [(1, 2), (3, 4), (5, 6)]


def test_relative_and_absolute_paths_are_the_same(tmp_path) -> None:
    absolute = arms(tmp_path, '<path d="M10 10 L20 10 V30 H10 C10 20 12 15 10 10 Z"/>')
    relative = arms(tmp_path, '<path d="m10 10 l10 0 v20 h-10 c0 -10 2 -15 0 -20 z"/>')
    assert absolute == relative


def test_numbers_after_a_move_are_lines(tmp_path) -> None:
    assert commands(arms(tmp_path, '<path d="M0 0 10 0 10 10z"/>')) == ["m", "l", "l", "h"]


def test_quadratic_and_smooth_curves_become_cubic_ones(tmp_path) -> None:
    drawing = arms(tmp_path, '<path d="M0 0 Q30 0 30 30 T60 60 C60 70 70 80 80 80 S90 90 99 99"/>')
    assert commands(drawing) == ["m", "c", "c", "c", "c"]
    assert drawing.shapes[0].segments[1][1] == ((20, 0), (30, 10), (30, 30))
    assert drawing.shapes[0].segments[4][1][0] == (90, 80)


def test_groups_hand_their_look_down(tmp_path) -> None:
    drawing = arms(tmp_path, '<g fill="#00ff00"><rect width="1" height="1"/></g>')
    assert drawing.shapes[0].fill
    assert drawing.shapes[0].fill.green == 1


@pytest.mark.parametrize(
    ("inside", "painted"),
    [
        ('<rect width="1" height="1"/>', "f"),
        ('<rect width="1" height="1" fill-rule="evenodd"/>', "f*"),
        ('<rect width="1" height="1" stroke="#000000"/>', "B"),
        ('<rect width="1" height="1" fill="none" stroke="#000000"/>', "S"),
        ('<rect width="1" height="1" fill="none"/>', "n"),
    ],
)
def test_shapes_are_filled_and_stroked_as_they_say(tmp_path, inside, painted) -> None:
    assert arms(tmp_path, inside).stamp.operators[-1] == painted


@pytest.mark.parametrize(
    ("inside", "complaint"),
    [
        ('<circle r="1"/>', "element circle"),
        ('<rect width="1" height="1" fill="red"/>', "colour red"),
        ('<path d="M0 0 L5"/>', "lacks numbers"),
        ('<rect width="1" height="1" transform="scale(2)"/>', "transform"),
        ("<rect", "not a coat of arms"),
    ],
)
def test_what_cannot_be_drawn_is_an_error_that_names_the_file(tmp_path, inside, complaint) -> None:
    with pytest.raises(TemplateError, match=complaint) as caught:
        arms(tmp_path, inside)
    assert "arms.svg" in str(caught.value)

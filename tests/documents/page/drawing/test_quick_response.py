"""The QR code on the page: found again by a reader at the resolutions that matter."""

import subprocess
from io import BytesIO

import pikepdf
import pytest
import zxingcpp
from pikepdf import Dictionary
from PIL import Image

from chalicelib.documents.page.drawing.quick_response import qr_operators
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.usecases.cases.documents.marking import address_of
from tests.support.printing.desk import printed, rendered, text_of
from tests.support.printing.marked import PUBLIC_URL, a_code, a_mark, marked, sealed

SCREEN = ("100", "100")
FAX, FINE_FAX = ("204", "98"), ("204", "196")
"""Dots an inch across and down (ITU-T T.4)."""


def page_of(pdf: bytes, folder, dpi: tuple[str, str], *options: str) -> Image.Image:
    (folder / "document.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-rx", dpi[0], "-ry", dpi[1], *options, "-png", "-singlefile"]
    subprocess.run([*command, "document.pdf", "page"], cwd=folder, check=True)
    return Image.open(folder / "page.png")


@pytest.fixture(scope="module")
def document():
    paper = marked(printed("attest-leven"))
    return paper, sealed(rendered(paper).pdf)


@pytest.mark.parametrize("dpi", [SCREEN, FAX, FINE_FAX], ids=["screen", "fax", "fine fax"])
def test_the_code_of_a_page_leads_to_its_verification_address(document, tmp_path, dpi) -> None:
    paper, pdf = document
    options = ("-mono",) if dpi is not SCREEN else ()
    image = page_of(pdf, tmp_path, dpi, *options)
    (found,) = zxingcpp.read_barcodes(image.convert("L"))
    assert found.text == paper.mark.address
    assert found.text == f"{PUBLIC_URL.upper()}/V/{a_code(paper.number).text}"


def test_the_code_printed_in_groups_is_the_one_of_the_address(document) -> None:
    paper, pdf = document
    assert paper.mark.code in text_of(pdf)
    assert VerificationCode.parse(paper.mark.code).text == paper.mark.address.rpartition("/")[2]


def test_the_code_has_an_alternative_text_with_address_and_code(document) -> None:
    paper, pdf = document
    with pikepdf.open(BytesIO(pdf)) as opened:
        texts = [str(o.Alt) for o in opened.objects if isinstance(o, Dictionary) and "/Alt" in o]
    (said,) = [text for text in texts if text.startswith("QR-code")]
    assert paper.mark.page in said
    assert paper.mark.code in said


def test_an_address_behind_a_path_keeps_the_case_of_the_path() -> None:
    code = a_code("x")
    address = address_of("https://a1.execute-api.eu-west-1.amazonaws.com/api", code)
    assert address == f"HTTPS://A1.EXECUTE-API.EU-WEST-1.AMAZONAWS.COM/api/V/{code.text}"


def test_dark_modules_beside_one_another_are_one_bar() -> None:
    operators = qr_operators(a_mark().address, 0, 0, 100)
    bars = [line.split() for line in operators if line.endswith(" re")]
    places = {(x, y) for x, y, *_ in bars}
    assert len(places) == len(bars)
    ends = {(f"{float(x) + float(w):.2f}", y) for x, y, w, *_ in bars}
    assert not ends & {(f"{float(x):.2f}", y) for x, y, *_ in bars}


def test_the_same_address_is_drawn_the_same() -> None:
    assert qr_operators("A", 1, 2, 3) == qr_operators("A", 1, 2, 3)

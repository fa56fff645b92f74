"""The press: many threads, one paper each; a drawing as a picture."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from hengxian.records.documents.certificate import certificate_pdf
from hengxian.records.documents.press import picture

from .reading import pdf_pages
from .samples import CERTIFICATE


def test_certificates_made_at_once_do_not_mix():
    numbers = [f"YQ-2026-{n:04d}" for n in range(12)]

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda number: certificate_pdf(replace(CERTIFICATE, number=number)), numbers))

    assert [number in pdf_pages(one)[0] for number, one in zip(numbers, made, strict=True)] == [True] * 12


def test_drawing_becomes_a_picture_of_its_own_shape():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 170 85"><rect width="170" height="85"/></svg>'

    png = picture(svg, dots_per_inch=100)

    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    assert png.startswith(b"\x89PNG")
    assert abs(width - 2 * height) <= 2

"""The diagrams of the site: complete, well-formed and the same on every run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

from documentation.diagrams import WIDTH, draw
from documentation.surface import PLACES

if TYPE_CHECKING:
    from pathlib import Path


def drawn(folder: Path) -> dict[str, str]:
    draw(folder)
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_the_diagram_of_resources_shows_every_resource_and_scope(tmp_path: Path) -> None:
    image = fromstring(drawn(tmp_path)["resources.svg"])  # noqa: S314 - made by this project
    words = set(re.findall(r"[\w()]+", " ".join("".join(text.itertext()) for text in image.findall(".//{*}text"))))
    assert words >= {place.accessor.rpartition(".")[2] for place in PLACES}


def test_diagrams_stay_inside_their_width_and_have_a_label(tmp_path: Path) -> None:
    for source in drawn(tmp_path).values():
        image = fromstring(source)  # noqa: S314 - as above
        boxes = image.findall("{*}rect")
        assert boxes
        assert image.attrib["aria-label"]
        height = int(image.attrib["viewBox"].split()[3])
        for box in boxes:
            assert int(box.attrib["x"]) + int(box.attrib["width"]) <= WIDTH
            assert int(box.attrib["y"]) + int(box.attrib["height"]) <= height


def test_diagrams_are_the_same_on_every_run(tmp_path: Path) -> None:
    assert drawn(tmp_path / "a") == drawn(tmp_path / "b")
    assert set(drawn(tmp_path / "a")) == {"request.svg", "resources.svg", "webhook.svg"}

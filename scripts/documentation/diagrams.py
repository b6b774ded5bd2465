"""Draws the diagrams of the site as SVG, narrow enough for a phone, in the colours of the page that includes them."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from documentation.surface import PLACES

if TYPE_CHECKING:
    from pathlib import Path

    from documentation.surface import Place

WIDTH = 340
_LINE = 17
_PADDING = 10
_STEP_WIDTH = 214
_GAP = 26


@dataclass
class Drawing:
    """An SVG image that grows downwards.

    Attributes:
        label: The alternative text.
        parts: The SVG elements.
        height: The current height, in pixels.
    """

    label: str
    parts: list[str] = field(default_factory=list[str])
    height: int = 8

    def text(self, x: int, y: int, line: str, kind: str = "") -> None:
        """Write a line of text; code is between backticks."""
        parts = [
            f'<tspan class="code">{escape(part)}</tspan>' if index % 2 else escape(part)
            for index, part in enumerate(line.split("`"))
        ]
        named = f' class="{kind}"' if kind else ""
        self.parts.append(f'<text x="{x}" y="{y}"{named}>{"".join(parts)}</text>')

    def box(self, x: int, width: int, lines: list[str], y: int | None = None) -> tuple[int, int]:
        """Draw a box with lines of text, at the bottom unless `y` is given; return its top and bottom."""
        top = self.height if y is None else y
        bottom = top + len(lines) * _LINE + 2 * _PADDING - 3
        size = f'width="{width}" height="{bottom - top}"'
        self.parts.append(f'<rect x="{x}" y="{top}" {size} rx="6"/>')
        for number, line in enumerate(lines):
            self.text(x + _PADDING, top + _PADDING + 11 + number * _LINE, line)
        if y is None:
            self.height = bottom
        return top, bottom

    def arrow(self, path: str) -> None:
        """Draw an arrow along a path."""
        self.parts.append(f'<path d="{path}" marker-end="url(#arrow)"/>')

    def svg(self) -> str:
        """Return the image."""
        size = f'viewBox="0 0 {WIDTH} {self.height + 8}" width="{WIDTH}"'
        shape = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(self.label)}">'
        defs = f'<defs><marker id="arrow" {shape}><path d="M0 0 L8 4 L0 8 z" class="head"/></marker></defs>'
        return "\n".join([head, defs, *self.parts, "</svg>"]) + "\n"


@dataclass(frozen=True)
class Step:
    """A step of a flow.

    Attributes:
        lines: The text of the step.
        goes_back_to: The number of an earlier step that follows in the case of `case`.
        leads_to: The text of the final step that follows in the case of `case`.
        case: The label of the arrow to that step.
        otherwise: The label of the arrow to the next step.
    """

    lines: list[str]
    goes_back_to: int | None = None
    leads_to: list[str] | None = None
    case: list[str] = field(default_factory=list[str])
    otherwise: str = ""


REQUEST = [
    Step(["`await issuer.users.create(…)`"]),
    Step(["Wait until fewer than", "`max_connections` requests run.", "Limited by `deadline`."]),
    Step(["Add the credential and send.", "Limited by `timeout`."]),
    Step(["Is the status 2xx?"], leads_to=["Return", "the result"], case=["yes"], otherwise="no"),
    Step(
        ["Is it 401, and can the", "credential be renewed?"],
        goes_back_to=1,
        case=["yes, once:", "renew it"],
        otherwise="no",
    ),
    Step(
        ["May the request be repeated,", "and are retries left?"],
        goes_back_to=1,
        case=["yes: wait for", "Retry-After", "or back-off"],
        otherwise="no",
    ),
    Step(["Raise an `ApiError`"]),
]
WEBHOOK = [
    Step(["A user is created: an event", "`user.created`"]),
    Step(["AuthPI finds the active webhooks", "that subscribe to this event"]),
    Step(["POST to the webhook's `url`,", "with its token or signature"]),
    Step(["`receiver.receive(…)` verifies", "and parses the event"]),
    Step(["Do the work, once for", "each `event.id`"]),
    Step(
        ["Does the response have", "status 200?"],
        goes_back_to=2,
        case=["no: sent again", "later, several", "times"],
        otherwise="yes",
    ),
    Step(["The delivery is complete"]),
]


def flow(label: str, steps: list[Step]) -> str:
    """Draw steps below each other, with arrows back to earlier ones on the right.

    Args:
        label: The alternative text.
        steps: The steps.

    Returns:
        The SVG.
    """
    drawing, edges, lanes = Drawing(label), list[tuple[int, int]](), dict[int, int]()
    middle, right, lane = 4 + _STEP_WIDTH // 2, 4 + _STEP_WIDTH, WIDTH - 4
    for number, step in enumerate(steps):
        if number:
            drawing.arrow(f"M{middle} {drawing.height} v{_GAP - 2}")
            if steps[number - 1].otherwise:
                drawing.text(middle + 8, drawing.height + 16, steps[number - 1].otherwise, "note")
            drawing.height += _GAP
        edges.append(drawing.box(4, _STEP_WIDTH, step.lines))
        top, bottom = edges[-1]
        y = (top + bottom) // 2
        for index, line in enumerate(step.case):
            drawing.text(right + 6, y - 6 - (len(step.case) - 1 - index) * 14, line, "note")
        if step.leads_to:
            drawing.box(right + 34, WIDTH - right - 50, step.leads_to, y - 25)
            drawing.arrow(f"M{right} {y} h32")
        if step.goes_back_to is not None:
            target = sum(edges[step.goes_back_to]) // 2
            start = f"M{right} {y} H{lane} V"
            if target in lanes:
                drawing.parts.append(f'<path d="{start}{lanes[target]}"/>')  # joins the arrow of an earlier step
            else:
                drawing.arrow(f"{start}{target} H{right + 2}")
            lanes[target] = y
    return drawing.svg()


def resources() -> str:
    """Draw the scopes below each other with their resources, indented by their depth.

    Returns:
        The SVG.
    """
    drawing = Drawing("The resources of an account, and the scopes that lead to them")
    ends: dict[str, int] = {}
    for scope in (place for place in PLACES if place.is_scope):
        parent, _, name = scope.accessor.rpartition(".")
        x = 4 + 26 * scope.accessor.count(".")
        if parent:
            drawing.height += 12
            middle = drawing.height + 20
            drawing.arrow(f"M{x - 16} {ends[parent]} V{middle} H{x - 2}")
            ends[parent] = middle
        names = textwrap.wrap(", ".join(_resources_of(scope)), (WIDTH - x - 2 * _PADDING) // 7)
        ends[scope.accessor] = drawing.box(x, WIDTH - x - 4, [f"`{name}`", *names])[1]
    return drawing.svg()


def _resources_of(scope: Place) -> list[str]:
    """Return the names of the resources of a scope."""
    inside = [place for place in PLACES if place.accessor.rpartition(".")[0] == scope.accessor and not place.is_scope]
    return [place.accessor.rpartition(".")[2] for place in inside]


def draw(folder: Path) -> None:
    """Write all diagrams.

    Args:
        folder: The folder for the images.
    """
    folder.mkdir(exist_ok=True)
    images = {
        "resources": resources(),
        "request": flow("A request with its retries", REQUEST),
        "webhook": flow("A webhook delivery, from the event to the response", WEBHOOK),
    }
    for name, image in images.items():
        (folder / f"{name}.svg").write_text(image, encoding="utf-8")

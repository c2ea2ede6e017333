"""Plots as SVG: bars, a funnel and a curve, drawn from figures.

Knows: how a figure becomes a length, and that each plot can be read aloud.
Must never know: what the figures mean. Colours are named by classes of the page's style.
"""

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT = 640, 180
_LEFT, _BOTTOM, _TOP = 36, 22, 10
_ROOM_OF_LABEL = 22


def bars(title: str, values: Sequence[int], labels: Sequence[str]) -> str:
    """Draw a bar for each value, with as many of the labels as there is room for."""
    highest = max(values, default=0)
    step = (WIDTH - _LEFT) / max(len(values), 1)
    every = max(1, -(-len(values) // 12))
    shapes = [_scale(highest)]
    for index, (value, label) in enumerate(zip(values, labels, strict=True)):
        x, height = _LEFT + index * step, _length(value, highest)
        shapes.append(
            f'<rect class="bar" x="{x + step * 0.1:.1f}" y="{HEIGHT - _BOTTOM - height:.1f}" '
            f'width="{step * 0.8:.1f}" height="{height:.1f}">'
            f"<title>{escape(label)}: {value}</title></rect>"
        )
        if index % every == 0:
            middle = min(x + step / 2, WIDTH - _ROOM_OF_LABEL)
            shapes.append(
                f'<text x="{middle:.1f}" y="{HEIGHT - 6}" text-anchor="middle">'
                f"{escape(label)}</text>"
            )
    return _picture(title, shapes)


def funnel(title: str, values: Sequence[int], labels: Sequence[str]) -> str:
    """Draw a lying bar for each step, with its count and its share of the first."""
    first = max(values, default=0)
    height = (HEIGHT - _TOP) / max(len(values), 1)
    shapes = []
    for index, (value, label) in enumerate(zip(values, labels, strict=True)):
        y = _TOP + index * height
        width = (WIDTH - 190) * value / first if first else 0
        share = f" ({value / first:.0%})" if first else ""
        middle = y + height / 2 + 4
        shapes += [
            f'<text x="{_LEFT + 20}" y="{middle:.1f}" text-anchor="end">{escape(label)}</text>',
            f'<rect class="bar" x="{_LEFT + 30}" y="{y + 3:.1f}" width="{width:.1f}" '
            f'height="{height - 6:.1f}" rx="4"/>',
            f'<text x="{_LEFT + 38 + width:.1f}" y="{middle:.1f}">{value}{share}</text>',
        ]
    return _picture(title, shapes)


def curve(title: str, values: Sequence[int], more: Sequence[int], out_of: int) -> str:
    """Draw how many of ``out_of`` saw each part, and above it how often it was seen again."""
    highest = max([out_of, *(a + b for a, b in zip(values, more, strict=True))], default=0)
    both = [a + b for a, b in zip(values, more, strict=True)]
    shapes = [
        _scale(highest),
        f'<path class="again" d="{_area(both, highest)}"/>',
        f'<path class="bar" d="{_area(values, highest)}"/>',
    ]
    for at, label in ((0.0, "0 %"), (0.25, "25 %"), (0.5, "50 %"), (0.75, "75 %"), (1.0, "100 %")):
        x = _LEFT + at * (WIDTH - _LEFT)
        anchor = "start" if at == 0 else "end" if at == 1 else "middle"
        shapes.append(f'<text x="{x:.1f}" y="{HEIGHT - 6}" text-anchor="{anchor}">{label}</text>')
    return _picture(title, shapes)


def _area(values: Sequence[int], highest: int) -> str:
    """Return a path under steps, one for each value."""
    floor = HEIGHT - _BOTTOM
    step = (WIDTH - _LEFT) / max(len(values), 1)
    points = [f"M{_LEFT},{floor}"]
    for index, value in enumerate(values):
        y = floor - _length(value, highest)
        points.append(
            f"L{_LEFT + index * step:.1f},{y:.1f}L{_LEFT + (index + 1) * step:.1f},{y:.1f}"
        )
    return "".join([*points, f"L{WIDTH},{floor}Z"])


def _length(value: int, highest: int) -> float:
    return (HEIGHT - _BOTTOM - _TOP) * value / highest if highest else 0.0


def _scale(highest: int) -> str:
    """Draw the floor, and the highest value with its line."""
    floor = HEIGHT - _BOTTOM
    return (
        f'<path class="line" d="M{_LEFT},{floor}H{WIDTH}M{_LEFT},{_TOP}H{WIDTH}"/>'
        f'<text x="{_LEFT - 6}" y="{_TOP + 4}" text-anchor="end">{highest}</text>'
        f'<text x="{_LEFT - 6}" y="{floor + 4}" text-anchor="end">0</text>'
    )


def _picture(title: str, shapes: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(shapes)}</svg>"
    )

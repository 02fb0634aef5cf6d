"""Two drawings as SVG: ratios by scenario, and growth. Pure."""

import math
from collections.abc import Mapping, Sequence
from html import escape

from .ratios import Spread

COLOURS = ("#9a3412", "#b45309", "#4d7c0f", "#0f766e", "#1d4ed8", "#7e22ce", "#57534e")
_LEFT, _WIDTH, _LINE, _GAP = 250, 560, 16, 26
_FONT = 'font-family="system-ui, sans-serif" font-size="12"'


def ratio_plot(title: str, unit: str, groups: Mapping[str, Mapping[str, Spread]]) -> str:
    """A group of bars for each scenario, by contender, on a scale of powers; a thin line from the smallest ratio to the largest."""
    values = [value for bars in groups.values() for one in bars.values() for value in (one.least, one.most)]
    scale = _Scale([*values, 1.0], _LEFT, _LEFT + _WIDTH)
    names = list(dict.fromkeys(name for bars in groups.values() for name in bars))
    parts, y = [], 44.0
    for group, bars in groups.items():
        parts.append(f'<text x="8" y="{y + 12:.0f}" font-weight="600">{escape(group)}</text>')
        y += 20
        for name, spread in bars.items():
            parts += _bar(scale, y, name, spread, COLOURS[names.index(name) % len(COLOURS)])
            y += _LINE
        y += _GAP - 10
    grid = [_upright(scale, tick, 34, y, "#000" if tick == 1 else "#ddd", f"{tick:g}") for tick in scale.ticks()]
    return _sheet(f"{title}; {unit}", y + 24, [*grid, *parts])


def _bar(scale: "_Scale", y: float, name: str, spread: Spread, colour: str) -> list[str]:
    one, at = scale.at(1.0), scale.at(spread.median)
    middle = y + _LINE / 2
    return [
        f'<text x="{_LEFT - 8}" y="{middle + 4:.1f}" text-anchor="end">{escape(name)}</text>',
        f'<rect x="{min(one, at):.1f}" y="{y + 2:.1f}" width="{max(abs(at - one), 1):.1f}" height="{_LINE - 5}" fill="{colour}" fill-opacity="0.75"/>',
        f'<line x1="{scale.at(spread.least):.1f}" x2="{scale.at(spread.most):.1f}" y1="{middle - 0.5:.1f}" y2="{middle - 0.5:.1f}" stroke="#000"/>',
        f'<text x="{max(scale.at(spread.most), one) + 6:.1f}" y="{middle + 4:.1f}">{spread.median:.2g}</text>',
    ]


def growth_plot(title: str, lines: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """Seconds over articles, both on scales of powers: a straight line is a power, the steeper the worse."""
    points = [point for line in lines.values() for point in line]
    across = _Scale([size for size, _ in points], 60, 560)
    up = _Scale([value for _, value in points], 420, 50)
    parts = [_upright(across, tick, 50, 420, "#ddd", f"{tick:,.0f}") for tick in sorted({size for size, _ in points})]
    for tick in up.ticks():
        y = up.at(tick)
        parts.append(f'<line x1="60" x2="560" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/><text x="52" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>')  # fmt: skip
    for number, (name, line) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        drawn = " ".join(f"{across.at(size):.1f},{up.at(value):.1f}" for size, value in line)
        parts.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="580" y="{60 + 18 * number}" fill="{colour}">{escape(name)}</text>')
    return _sheet(title, 460, parts)


class _Scale:
    """Powers: the way from 1 to 10 is as long as that from 10 to 100."""

    def __init__(self, values: Sequence[float], begin: float, end: float) -> None:
        self._low, self._high = math.log10(min(values)), math.log10(max(values))
        if self._high - self._low < 0.1:
            self._low, self._high = self._low - 0.1, self._high + 0.1
        self._begin, self._end = begin, end

    def at(self, value: float) -> float:
        return self._begin + (math.log10(value) - self._low) / (self._high - self._low) * (self._end - self._begin)

    def ticks(self) -> list[float]:
        found = [digit * 10.0**power for power in range(-4, 7) for digit in (1, 2, 5)]
        return [
            tick for tick in found if self._low <= math.log10(tick) + 1e-9 and math.log10(tick) - 1e-9 <= self._high
        ]


def _upright(scale: _Scale, tick: float, top: float, bottom: float, colour: str, shown: str) -> str:
    x = scale.at(tick)
    line = f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top:.0f}" y2="{bottom:.0f}" stroke="{colour}"/>'
    return f'{line}<text x="{x:.1f}" y="{bottom + 16:.0f}" text-anchor="middle">{shown}</text>'


def _sheet(title: str, height: float, parts: Sequence[str]) -> str:
    width = _LEFT + _WIDTH + 60
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" width="{width}" height="{height:.0f}" role="img" {_FONT}>',
        f"<title>{escape(title)}</title>", '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="8" y="22" font-size="15" font-weight="600">{escape(title)}</text>', *parts, "</svg>", "",
    ])  # fmt: skip

"""Draws time and peak memory against rows, both axes logarithmic, as SVG without any library."""

import math

COLOURS = ["#1b6ca8", "#12a07c", "#c8553d", "#8e6bbf", "#b8860b", "#555555"]
WIDTH, HEIGHT, LEFT, TOP, GAP = 380, 260, 60, 40, 90


def svg(growth):
    """`growth`: name of series → rows → an object with `wall` in seconds and `memory` in MiB."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * (WIDTH + GAP)} {HEIGHT + 150}" '
        'font-family="sans-serif" font-size="12">',
        "<title>Time and peak memory of counting against rows</title>",
        f'<rect width="{2 * (WIDTH + GAP)}" height="{HEIGHT + 150}" fill="white"/>',
    ]
    parts += panel(growth, LEFT, "time, s", lambda run: run.wall)
    parts += panel(growth, LEFT + WIDTH + GAP, "peak memory, MiB", lambda run: run.memory)
    for place, name in enumerate(growth):
        x, y = LEFT + place % 3 * 250, TOP + HEIGHT + 50 + place // 3 * 20
        colour = COLOURS[place % len(COLOURS)]
        parts.append(f'<line x1="{x}" y1="{y - 4}" x2="{x + 24}" y2="{y - 4}" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{x + 30}" y="{y}">{name}</text>')
    return "\n".join(parts + ["</svg>"]) + "\n"


def panel(growth, left, title, value):
    points = {name: [(rows, value(run)) for rows, run in sorted(runs.items())] for name, runs in growth.items()}
    rows = sorted({r for series in points.values() for r, _ in series})
    values = [v for series in points.values() for _, v in series]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first, last = math.log10(rows[0]), max(math.log10(rows[-1]), math.log10(rows[0]) + 1)

    def x(r):
        return left + (math.log10(r) - first) / (last - first) * WIDTH

    def y(v):
        return TOP + HEIGHT - (math.log10(v) - low) / (high - low) * HEIGHT

    yield f'<text x="{left}" y="{TOP - 14}" font-weight="bold">{title}</text>'
    for power in range(low, high + 1):
        at = y(10**power)
        yield f'<line x1="{left}" y1="{at:.1f}" x2="{left + WIDTH}" y2="{at:.1f}" stroke="#dddddd"/>'
        yield f'<text x="{left - 6}" y="{at + 4:.1f}" text-anchor="end">{10**power:g}</text>'
    for r in rows:
        yield f'<line x1="{x(r):.1f}" y1="{TOP}" x2="{x(r):.1f}" y2="{TOP + HEIGHT}" stroke="#eeeeee"/>'
        yield f'<text x="{x(r):.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{r:,}</text>'
    for place, series in enumerate(points.values()):
        colour = COLOURS[place % len(COLOURS)]
        line = " ".join(f"{x(r):.1f},{y(v):.1f}" for r, v in series)
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for r, v in series:
            yield f'<circle cx="{x(r):.1f}" cy="{y(v):.1f}" r="3" fill="{colour}"/>'

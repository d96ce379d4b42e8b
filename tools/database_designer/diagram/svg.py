"""The diagram as SVG: boxes for tables, crow's feet for relations."""

from html import escape

from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer.diagram.geometry import HEADER, PADDING, ROW, Box, Diagram, Line
from tools.database_designer.diagram.layout import layout

_STYLE = """
    .table { fill: #ffffff; stroke: #475569; }
    .entity { fill: #dbeafe; stroke: #475569; }
    .link { fill: #dcfce7; stroke: #475569; }
    .system { fill: #e2e8f0; stroke: #475569; }
    .name { font-weight: bold; fill: #0f172a; }
    .kind { fill: #475569; }
    .mark { fill: #b45309; font-weight: bold; }
    .relation { fill: none; stroke: #334155; stroke-width: 1.2; }
    .foot { fill: #ffffff; stroke: #334155; stroke-width: 1.2; }
    text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: #1e293b; }
"""


def svg(plan: RenderPlan) -> str:
    """A picture that stands alone: no scripts, no links, no fonts of its own."""
    diagram = layout(plan)
    title = escape(f"Entity-relationship diagram of {plan.title}")
    size = f'width="{_n(diagram.width)}" height="{_n(diagram.height)}"'
    view = f'viewBox="0 0 {_n(diagram.width)} {_n(diagram.height)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img" aria-labelledby="title">',
        f'  <title id="title">{title}</title>',
        f"  <style>{_STYLE}  </style>",
        '  <rect width="100%" height="100%" fill="#ffffff"/>',
        *_shapes(diagram),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _shapes(diagram: Diagram) -> list[str]:
    return [
        *(part for line in diagram.lines for part in _line(line)),
        *(part for box in diagram.boxes for part in _box(box)),
    ]


def _box(box: Box) -> list[str]:
    x, y, right = box.x, box.y, box.x + box.width
    frame = f'x="{_n(x)}" y="{_n(y)}" width="{_n(box.width)}"'
    parts = [
        "  <g>",
        f"    <title>{escape(box.table.name.title)}</title>",
        f'    <rect class="table" {frame} height="{_n(box.height)}"/>',
        f'    <rect class="{box.table.role}" {frame} height="{HEADER}"/>',
        f'    <text class="name" x="{_n(x + PADDING)}" y="{_n(y + 17)}">{escape(box.table.physical)}</text>',
    ]
    for position, (name, kind, marked) in enumerate(box.lines):
        base = _n(y + HEADER + position * ROW + 13)
        parts.append(f'    <text x="{_n(x + PADDING)}" y="{base}">{escape(name)}</text>')
        mark = f'<tspan class="mark">{escape(marked)} </tspan>' if marked else ""
        kinds = f'{mark}<tspan class="kind">{escape(kind)}</tspan>'
        parts.append(f'    <text x="{_n(right - PADDING)}" y="{base}" text-anchor="end">{kinds}</text>')
    return [*parts, "  </g>"]


def _line(line: Line) -> list[str]:
    relation = line.relation
    way = " ".join(f"{_n(x)},{_n(y)}" for x, y in line.points)
    says = escape(f"{relation.source.physical}.{relation.column.physical} → {relation.target.physical}")
    return [
        "  <g>",
        f"    <title>{says}</title>",
        f'    <polyline class="relation" points="{way}"/>',
        *_many_end(line),
        *_one_end(line),
        "  </g>",
    ]


def _many_end(line: Line) -> list[str]:
    """Where the key is held: zero or more rows, or zero or one."""
    (x, y), side = line.points[0], line.source_side
    if line.relation.unique:
        return [_bar(x + 7 * side, y), _circle(x + 14 * side, y)]
    foot = f"M{_n(x)},{_n(y - 5)} L{_n(x + 11 * side)},{_n(y)} L{_n(x)},{_n(y + 5)}"
    return [f'    <path class="relation" d="{foot}"/>', _circle(x + 15 * side, y)]


def _one_end(line: Line) -> list[str]:
    """What the key names: exactly one row, or zero or one."""
    (x, y), side = line.points[-1], line.target_side
    second = _circle(x + 14 * side, y) if line.relation.optional else _bar(x + 11 * side, y)
    return [_bar(x + 7 * side, y), second]


def _bar(x: float, y: float) -> str:
    return f'    <path class="relation" d="M{_n(x)},{_n(y - 4)} V{_n(y + 4)}"/>'


def _circle(x: float, y: float) -> str:
    return f'    <circle class="foot" cx="{_n(x)}" cy="{_n(y)}" r="3"/>'


def _n(value: float) -> str:
    """A coordinate without needless digits."""
    return format(round(value, 2), "g") if abs(value) < 1e5 else str(round(value))

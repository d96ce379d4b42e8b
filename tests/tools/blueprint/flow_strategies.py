"""Random operations that do more than one thing: loops, branches, rows that are made, found or linked on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.tools.blueprint.expression_strategies import NUMBERS, Ground, conditions, numbers, plains

Data = dict[str, Any]
Rows = dict[str, str]
"""Bound name → entity."""
ITEMS = ("string", "int32", "int64", "float", "bool", "uuid", "date", "email", "url")
KEYS = ("int32", "int64", "bool", "uuid", "date", "datetime", "enum", "email")
"""Types of what may be unique; a string is as well where it is short."""
TEXTS = ("string", "text")
DEEPEST = 3
ERRORS = [
    {"name": name, "status": status, "title": "Not now"} for name, status in (("not_now", 409), ("too_many", 422))
]


@st.composite
def flows(draw: st.DrawFn, ground: Ground) -> list[Data]:
    """One or two operations, each with steps inside steps."""
    made = []
    for number in range(draw(st.integers(1, 2))):
        draft = Draft(draw, ground)
        made.append(draft.operation(f"flow_{number}", draw(st.sampled_from(ground.names))))
    return made


@dataclass
class Draft:
    """One operation while its steps are drawn."""

    draw: st.DrawFn
    ground: Ground
    inputs: list[Data] = field(default_factory=list)
    count: int = 0

    def operation(self, name: str, entity: str) -> Data:
        """The operation, open to all where there are no accounts."""
        rows: Rows = {}
        made: Data = {"group": entity, "name": name, "method": "POST", "path": f"/flows/{name}", "errors": ERRORS}
        steps: list[Data] = []
        if self.chance():
            self.inputs.append({"name": "id", "in": "path", "attribute": f"{entity}.id", "required": True})
            made["path"] += "/{id}"
            steps.append({"find": entity, "as": "found", "where": "row.id == input.id", **self.beside_owners()})
            rows["found"] = entity
        steps += self.call(rows)
        steps += self.steps(rows, 0)
        made |= {"inputs": self.inputs, "steps": steps, "response": self.response(rows)}
        if any("in" not in item for item in self.inputs) and self.chance():
            made["wrapper"] = "sent"
        if not self.ground.has_accounts:
            made["access"] = {"public": True}
        return made

    def call(self, rows: Rows) -> list[Data]:
        """Sometimes a service outside is asked first, about a row that is found for it."""
        if self.draw(st.integers(0, 2)):
            return []
        steps: list[Data] = []
        bind, ports = self.row(rows, steps), self.ground.data.setdefault("ports", [])
        columns = self.draw(st.lists(st.sampled_from(["id", *self.ground.seen(rows[bind])]), min_size=1, unique=True))
        sends = [{"name": f"of_{it}", "attribute": f"{rows[bind]}.{it}"} for it in columns]
        answers = [{"name": "good", "type": "bool"}, {"name": "count", "type": "int32", "nullable": True}]
        called = {"name": "ask", "sends": sends, "answers": answers}
        ports.append({"name": f"outside_{len(ports)}", "calls": [called]})
        name = f"{ports[-1]['name']}.ask"
        step = {"call": name, "as": "told", "with": {f"of_{it}": f"{bind}.{it}" for it in columns}}
        guard = {"check": self.one_of("told.good", "told.count == null || told.count > 3"), "else": "not_now"}
        return [*steps, step | self.one_of({}, {"else": "too_many"}), guard]

    def response(self, rows: Rows) -> Data:
        """One of the rows that are bound at last, or nothing."""
        bind = self.one_of("", *rows)
        if not bind:
            return {"status": 204}
        shown: Data = {"value": bind, "view": f"{rows[bind]}{self.one_of('Line', 'Pair', 'Full', 'Shelf')}"}
        return shown | self.one_of({}, {"wrapper": "row"}, {"status": 201})

    def steps(self, rows: Rows, depth: int) -> list[Data]:
        """One to three steps; what they bind is in `rows` afterwards."""
        made: list[Data] = []
        for _ in range(self.draw(st.integers(1, 3 if depth == 0 else 2))):
            kinds = (*SIMPLE, *(DEEP if depth < DEEPEST else ()))
            made += self.draw(st.sampled_from(kinds))(self, rows, depth)
        return made

    def fresh(self, word: str) -> str:
        """A name that nothing else has."""
        self.count += 1
        return f"{word}_{self.count}"

    def chance(self) -> bool:
        return self.draw(st.booleans())

    def one_of(self, *items: Any) -> Any:
        return self.draw(st.sampled_from(items))

    def given(self, attribute: str, **more: Any) -> str:
        """The name of a new input with the type of an attribute."""
        name = self.fresh("given")
        self.inputs.append({"name": name, "attribute": attribute, **more})
        return name

    def beside_owners(self) -> Data:
        """What a step says of whose rows it sees."""
        return self.one_of({}, {}, {"owner": False}) if self.ground.has_accounts else {}

    def order(self, entity: str) -> Data:
        names = self.draw(st.lists(st.sampled_from(["none", *self.ground.ordered(entity)]), max_size=2, unique=True))
        return {"order": [f"{self.one_of('', '-')}{name}" for name in names if name != "none"]}

    def row(self, rows: Rows, steps: list[Data], *, of: str | None = None) -> str:
        """A bound row (of the entity); found now where there is none."""
        fitting = [bind for bind, entity in rows.items() if of in (None, entity)]
        if fitting and self.draw(st.integers(0, 3)):
            return self.one_of(*fitting)
        entity = of or self.one_of(*self.ground.names)
        bind = self.fresh("found")
        locked = self.one_of({}, {}, {"lock": True})
        steps.append({"find": entity, "as": bind, "where": self.where(entity, rows), **self.beside_owners(), **locked})
        if self.chance():
            steps[-1]["else"] = "not_now"
        rows[bind] = entity
        return bind

    def where(self, entity: str, rows: Rows) -> str:
        """A condition that names a row: by an input, or by one that is bound already."""
        found = []
        for bind, other in rows.items():
            found += [f"row.id == {bind}.{it['name']}_id" for it in self.ground.links(other) if it["to"] == entity]
            found += [f"row.{it['name']}_id == {bind}.id" for it in self.ground.links(entity) if it["to"] == other]
        if found and self.chance():
            return self.one_of(*found)
        return f"row.id == input.{self.given(f'{entity}.id', required=True)}"

    def condition(self, rows: Rows, steps: list[Data]) -> str:
        bind = self.row(rows, steps)
        return self.draw(conditions(self.ground, rows[bind], bind))

    def number(self, rows: Rows, steps: list[Data]) -> str:
        bind = self.row(rows, steps)
        return self.draw(numbers(self.ground, rows[bind], bind))

    def changes(self, entity: str, row: str, but: tuple[str, ...] = ()) -> Data:
        """Column → its new value; none where the entity has nothing that can be changed so."""
        found: Data = {}
        for item in self.ground.entity(entity)["attributes"]:
            name = item["name"]
            if item.get("immutable") or item.get("sensitive") or name in but:
                continue
            if item["type"] in NUMBERS:
                found[name] = self.one_of(f"{row}.{name} + 1", "7", f"input.{self.given(f'{entity}.{name}')}")
            elif item["type"] in TEXTS and self.chance():
                text = f"input.{self.given(f'{entity}.{name}', required=True)}"
                found[name] = self.one_of(f"slug({text})", f"lower({text})", "'x'", text)
        keys = list(found)
        kept = self.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
        return {key: found[key] for key in kept}

    def new_row(self, entity: str, rows: Rows, surely: tuple[str, ...] = ()) -> Data:
        """`accept` and `set` of a row that has all that it cannot be without, and values of `surely`."""
        accept: list[str] = []
        values: Data = {}
        for item in self.ground.entity(entity)["attributes"]:
            wanted = (item.get("required") and "default" not in item) or item["name"] in surely
            if wanted or (not item.get("managed") and not self.draw(st.integers(0, 3))):
                self.give(accept, values, item["name"], f"{entity}.{item['name']}", wanted)
        for link in self.ground.links(entity):
            column = f"{link['name']}_id"
            bound = [bind for bind, other in rows.items() if other == link["to"]]
            wanted = link.get("required") or link["name"] in surely
            if link["to"] in ("Person", "Realm"):
                values[column] = "viewer.id" if link["to"] == "Person" else "viewer.tenant"
            elif bound and self.chance():
                values[column] = f"{self.one_of(*bound)}.id"
            elif wanted or self.chance():
                self.give(accept, values, column, f"{entity}.{link['name']}", wanted)
        return {"accept": accept, "set": values}

    def give(self, accept: list[str], values: Data, name: str, attribute: str, wanted: bool) -> None:
        """The value of a column comes from an input: of the same name while that is free."""
        if all(item["name"] != name for item in self.inputs) and self.chance():
            self.inputs.append({"name": name, "attribute": attribute, "required": wanted})
            accept.append(name)
        else:
            values[name] = f"input.{self.given(attribute, required=wanted)}"


def _check(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    steps: list[Data] = []
    condition = draft.condition(rows, steps)
    return [*steps, {"check": condition, "else": "not_now"}]


def _let(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    steps: list[Data] = []
    name = draft.fresh("noted")
    of_texts = [item for item in draft.inputs if item["name"].startswith("given") and _is_text(draft.ground, item)]
    if of_texts and draft.chance():
        text = draft.one_of(*of_texts)["name"]
        return [{"let": name, "be": f"slug(input.{text})"}, {"check": f"{name} != ''", "else": "not_now"}]
    number = draft.number(rows, steps)
    return [*steps, {"let": name, "be": number}, {"check": f"{name} != 11", "else": "not_now"}]


def _is_text(ground: Ground, item: Data) -> bool:
    # What a link holds is no attribute of its entity: `Amber.link_0.weight`.
    entity, _, name = item["attribute"].partition(".")
    kinds = {part["name"]: part["type"] for part in ground.entity(entity)["attributes"]}
    return kinds.get(name) in TEXTS and not item.get("many")


def _find(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    steps: list[Data] = []
    draft.row(rows, steps)
    return steps or [{"check": "now() != null", "else": "not_now"}]


def _update(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    steps: list[Data] = []
    bind = draft.row(rows, steps)
    values = draft.changes(rows[bind], draft.one_of("row", bind))
    if not values:
        return [*steps, {"check": f"{bind}.id != null", "else": "not_now"}]
    return [*steps, {"update": bind, "set": values}]


def _delete(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    steps: list[Data] = []
    bind = draft.row(rows, steps)
    rows.pop(bind)
    return [*steps, {"delete": bind}]


def _restore(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    marked = [name for name in draft.ground.names if draft.ground.entity(name).get("soft_delete")]
    if not marked:
        return _find(draft, rows, depth)
    entity, bind = draft.one_of(*marked), draft.fresh("back")
    where = draft.where(entity, rows)
    rows[bind] = entity
    return [{"find": entity, "as": bind, "where": where, "deleted": True}, {"restore": bind}]


def _update_all(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    """Of rows that no step has found, which would be answered as they were."""
    links = [item for name in draft.ground.names for item in draft.ground.links(name) if item.get("inverse")]
    links = [item for item in links if item["from"] not in rows.values() and item["to"] in draft.ground.names]
    steps: list[Data] = []
    if links:
        link = draft.one_of(*links)
        near = draft.row(rows, steps, of=link["to"])
        values = draft.changes(link["from"], "row")
        if values and link["from"] not in rows.values():
            where = {"where": draft.draw(plains(draft.ground, link["from"], "row"))} if draft.chance() else {}
            return [*steps, {"update_all": f"{near}.{link['inverse']}", **where, "set": values}]
    return steps or _find(draft, rows, depth)


def _create(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    entity, bind = draft.one_of(*draft.ground.names), draft.fresh("made")
    step = {"create": entity, "as": bind, **draft.new_row(entity, rows)}
    rows[bind] = entity
    return [step]


def _upsert(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    """By what is unique alone, or by columns that become unique together for it."""
    entity, bind = draft.one_of(*draft.ground.names), draft.fresh("kept")
    found = draft.ground.entity(entity)
    changes = draft.changes(entity, "row") if draft.chance() else {}
    apart = tuple(found[kind] for kind in ("owner", "tenant") if kind in found)
    alone = [item["name"] for item in found["attributes"] if item.get("unique")]
    if alone and not apart and draft.chance():
        by = (draft.one_of(*alone),)
    else:
        kinds = [item["name"] for item in found["attributes"] if item["type"] in KEYS or item.get("unique")]
        kinds += [item["name"] for item in draft.ground.links(entity) if item["to"] not in ("Person", "Realm")]
        if not kinds:
            return _create(draft, rows, depth)
        chosen = draft.draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=2, unique=True))
        by = (*apart, *chosen)
        if list(by) not in found.setdefault("uniques", []):
            found["uniques"].append(list(by))
    changes = {name: text for name, text in changes.items() if name not in by}
    step = {"upsert": entity, "as": bind, "by": list(by), **draft.new_row(entity, rows, by), "change": changes}
    rows[bind] = entity
    return [step]


def _link(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    """The link, with values of its own; or none to one row; or none at all."""
    many = [item for name in draft.ground.names for item in draft.ground.many_links(name)]
    many = [item for item in many if item["to"] in draft.ground.names]
    if not many:
        return _find(draft, rows, depth)
    steps: list[Data] = []
    relation = draft.one_of(*many)
    near = draft.row(rows, steps, of=relation["from"])
    path = f"{near}.{relation['name']}"
    if draft.draw(st.integers(0, 3)) == 0:
        return [*steps, {"unlink": path}]
    far = draft.row(rows, steps, of=relation["to"])
    if draft.draw(st.integers(0, 3)) == 0:
        return [*steps, {"unlink": path, "to": far}]
    accept: list[str] = []
    values: Data = {}
    for item in relation.get("attributes", ()):
        if item["required"] or draft.chance():
            attribute = f"{relation['from']}.{relation['name']}.{item['name']}"
            draft.give(accept, values, item["name"], attribute, item["required"])
    return [*steps, {"link": path, "to": far, "accept": accept, "set": values}]


def _emit(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    """An event of its own, of what a row shows and of what is computed."""
    steps: list[Data] = []
    bind = draft.row(rows, steps)
    columns = [item["name"] for item in draft.ground.entity(rows[bind])["attributes"] if not item.get("sensitive")]
    chosen = draft.draw(st.lists(st.sampled_from(columns), max_size=3, unique=True)) if columns else []
    events = draft.ground.data.setdefault("events", [])
    name = f"told_{len(events)}"
    said = [{"name": f"of_{column}", "attribute": f"{rows[bind]}.{column}"} for column in chosen]
    events.append({"name": name, "data": [{"name": "key", "attribute": f"{rows[bind]}.id"}, *said]})
    told = {"key": f"{bind}.id", **{f"of_{column}": f"{bind}.{column}" for column in chosen}}
    return [*steps, {"emit": name, "data": told}]


def _if(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    steps: list[Data] = []
    step: Data = {"if": draft.condition(rows, steps), "then": draft.steps(dict(rows), depth + 1)}
    if draft.chance():
        step["else"] = draft.steps(dict(rows), depth + 1)
    return [*steps, step]


def _each_row(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    entity, bind = draft.one_of(*draft.ground.names), draft.fresh("item")
    step: Data = {"each": entity, "as": bind, **draft.beside_owners(), **draft.order(entity)}
    links = [(item, other) for item in draft.ground.links(entity) for other, name in rows.items() if name == item["to"]]
    if links and draft.chance():
        link, other = draft.one_of(*links)
        step["where"] = f"row.{link['name']}_id == {other}.id"
    elif draft.chance():
        step["where"] = draft.draw(plains(draft.ground, entity, "row"))
    if draft.chance():
        step |= {"most": draft.draw(st.integers(1, 1000)), "else": "too_many"}
    used = [{"check": draft.draw(conditions(draft.ground, entity, bind)) + f" || {bind}.id != null", "else": "not_now"}]
    step["steps"] = [*used, *_placed(draft, step), *draft.steps({**rows, bind: entity}, depth + 1)]
    return [step]


def _each_item(draft: Draft, rows: Rows, depth: int) -> list[Data]:
    """Over what was sent: a list of the values of an attribute."""
    names = draft.ground.names
    found = [(name, item) for name in names for item in draft.ground.entity(name)["attributes"]]
    found = [(name, item) for name, item in found if item["type"] in ITEMS]
    if not found:
        return _find(draft, rows, depth)
    entity, item = draft.one_of(*found)
    sent = draft.given(f"{entity}.{item['name']}", many=True, max_items=draft.one_of(1, 20), required=draft.chance())
    bind = draft.fresh("part")
    step: Data = {"each": f"input.{sent}", "as": bind}
    inner: list[Data] = [{"check": f"{bind} != null", "else": "not_now"}]
    inside = dict(rows)
    if item.get("unique") and not {"owner", "tenant"} & draft.ground.entity(entity).keys() and draft.chance():
        made, new = draft.fresh("kept"), draft.new_row(entity, rows, (item["name"],))
        if item["name"] in new["accept"]:
            # It was sent for this row alone, whose value is the item.
            new["accept"].remove(item["name"])
            draft.inputs[:] = [given for given in draft.inputs if given["name"] != item["name"]]
        new["set"][item["name"]] = bind
        inner = [{"upsert": entity, "as": made, "by": [item["name"]], **new}]
        inside[made] = entity
    step["steps"] = [*inner, *_placed(draft, step), *draft.steps(inside, depth + 1)]
    return [step]


def _placed(draft: Draft, step: Data) -> list[Data]:
    """Sometimes the place has a name, and a step asks for it."""
    if not draft.chance():
        return []
    step["at"] = draft.fresh("place")
    return [{"check": f"{step['at']} < 50", "else": "too_many"}]


Step = Callable[[Draft, Rows, int], list[Data]]
SIMPLE: tuple[Step, ...] = (
    _check, _let, _find, _update, _delete, _create, _upsert, _link, _link, _restore, _update_all, _emit,
)  # fmt: skip
DEEP: tuple[Step, ...] = (_if, _each_row, _each_item)

"""Random patterns over a random Blueprint, each with the columns and entities that it stands on."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Data = dict[str, Any]
MANAGED = {"required": True, "managed": True}
MOST = 4


@st.composite
def with_patterns(draw: st.DrawFn, data: Data) -> Data:
    """The Blueprint with up to four patterns, no kind twice."""
    known = KINDS if "auth" in data else {kind: KINDS[kind] for kind in WITHOUT_ACCOUNTS}
    for kind in draw(st.lists(st.sampled_from(sorted(known)), max_size=MOST, unique=True)):
        names = [item["name"] for item in data["entities"] if item["name"] not in ("Person", "Realm", *RECORDS)]
        pattern = known[kind](draw, data, _entity(data, draw(st.sampled_from(names))))
        if pattern is not None:
            data.setdefault("patterns", []).append(pattern)
    return data


def _entity(data: Data, name: str) -> Data:
    found: Data = next(item for item in data["entities"] if item["name"] == name)
    return found


def _link(data: Data, name: str, source: str, target: str, **more: Any) -> None:
    data["relationships"].append({"name": name, "from": source, "to": target, **more})


def _record(data: Data, name: str, of: Data, *attributes: Data) -> None:
    """An entity that refers to the row, in its tenant."""
    record: Data = {"name": name, "attributes": list(attributes)}
    data["entities"].append(record)
    _link(data, "target", name, of["name"], required=True, on_delete="cascade")
    if "tenant" in of:
        record["tenant"] = "realm"
        _link(data, "realm", name, "Realm", required=True)


def _transition(draw: st.DrawFn, data: Data, of: Data) -> Data:
    of["attributes"].append(
        {"name": "phase", "type": "enum", "values": ["raw", "done", "gone"], "default": "raw", **MANAGED}
    )
    of["attributes"].append({"name": "phased_at", "type": "datetime", "managed": True})
    sources = draw(st.sampled_from((["raw"], ["raw", "done"])))
    more = draw(st.sampled_from(({}, {"stamp": "phased_at"})))
    return {"transition": f"{of['name']}.phase", "name": "finish", "from": sources, "to": "gone", **more}


def _toggle(draw: st.DrawFn, data: Data, of: Data) -> Data:
    if draw(st.booleans()):
        _link(data, "cheerers", of["name"], "Person", cardinality="many_to_many")
    else:
        _link(data, "cheered", "Person", of["name"], cardinality="many_to_many", inverse="cheerers")
    more = draw(st.sampled_from(({}, {"count": "cheers"}, {"mine": "is_cheered"}, {"undo": "boo"})))
    return {"toggle": f"{of['name']}.cheerers", "name": "cheer", **more}


def _feed(draw: st.DrawFn, data: Data, of: Data) -> Data:
    _link(data, "writer", of["name"], "Person")
    _link(data, "watchers", "Person", "Person", cardinality="many_to_many", inverse="watched")
    of["timestamps"] = True
    data.setdefault("permissions", []).append({"entity": of["name"], "actions": ["list"], "allow": ["authenticated"]})
    return {"feed": of["name"], "of": draw(st.sampled_from(("writer.watchers", "writer.watched")))}


def _counter(draw: st.DrawFn, data: Data, of: Data) -> Data:
    of["attributes"].append(
        {"name": "tally", "type": draw(st.sampled_from(("int32", "int64"))), "default": 0, **MANAGED}
    )
    of["optimistic_lock"] = False
    more: Data = {}
    if draw(st.booleans()):
        _record(data, "Blip", of, {"name": "origin", "type": "string", "max_length": 40})
        more["record"] = "Blip"
    return {"counter": f"{of['name']}.tally", "name": "tick", **more}


def _claim(draw: st.DrawFn, data: Data, of: Data) -> Data:
    _link(data, "bearer", of["name"], "Person", managed=True, on_delete="set_null")
    more = draw(st.sampled_from(({}, {"release": "drop"})))
    return {"claim": f"{of['name']}.bearer", "name": "grab", **more}


def _stock(draw: st.DrawFn, data: Data, of: Data) -> Data:
    of["attributes"].append({"name": "supply", "type": "int32", "default": 5, **MANAGED})
    of["optimistic_lock"] = False
    more = draw(st.sampled_from(({}, {"restock": "refill"})))
    if draw(st.booleans()):
        quantity = draw(st.sampled_from(({}, {"minimum": -3}, {"minimum": 2, "maximum": 9})))
        _record(data, "Draught", of, {"name": "quantity", "type": "int32", "required": True, **quantity})
        more = {**more, "record": "Draught"}
    return {"stock": f"{of['name']}.supply", "name": "draw", **more}


def _transfer(draw: st.DrawFn, data: Data, of: Data) -> Data | None:
    if "owner" not in of:
        return None
    kind = draw(st.sampled_from(({"type": "int64"}, {"type": "decimal"}, {"type": "decimal", "scale": 0})))
    start = 5 if kind["type"] == "int64" else "5"
    of["attributes"].append({"name": "funds", **kind, "default": start, **MANAGED})
    of["optimistic_lock"] = False
    more: Data = {}
    if draw(st.booleans()):
        _record(data, "Posting", of, {"name": "amount", **kind, "required": True})
        more["entries"] = "Posting"
    return {"transfer": f"{of['name']}.funds", "name": "send", **more}


def _redeem(draw: st.DrawFn, data: Data, of: Data) -> Data:
    data["entities"].append(
        {"name": "Coupon", "owner": "giver", "attributes": [
            {"name": "code", "type": "uuid", "unique": True, **MANAGED},
            {"name": "until", "type": "datetime"}, {"name": "used_at", "type": "datetime", "managed": True}]}
    )  # fmt: skip
    _link(data, "giver", "Coupon", "Person", required=True, on_delete="cascade")
    _link(data, "taker", "Coupon", "Person", managed=True, on_delete="set_null")
    data["resources"].append({"entity": "Coupon", "actions": ["list", "read", "create"]})
    more = draw(st.sampled_from(({}, {"by": "taker"}, {"expires": "until"})))
    return {"redeem": "Coupon.code", "name": "redeem", "stamp": "used_at", **more}


def _codes(data: Data, name: str, *more: Data) -> None:
    """An entity that keeps the digest of each account's code."""
    digest = {"name": "digest", "type": "string", "max_length": 64, "unique": True, "sensitive": True, **MANAGED}
    data["entities"].append(
        {"name": name, "attributes": [digest, {"name": "until", "type": "datetime", **MANAGED}, *more]}
    )
    if "tenant" in _entity(data, "Person"):
        data["entities"][-1]["tenant"] = "realm"
        _link(data, "realm", name, "Realm", required=True)
    _link(data, "holder", name, "Person", cardinality="one_to_one", required=True, on_delete="cascade")
    _entity(data, "Person")["optimistic_lock"] = False


def _reset(draw: st.DrawFn, data: Data, of: Data) -> Data:
    _codes(data, "Slip")
    more = draw(st.sampled_from(({}, {"minutes": 5}, {"minutes": 525_600})))
    return {"reset": "Slip.digest", "name": draw(st.sampled_from(("regain", "forgot"))), "expires": "until", **more}


def _confirm(draw: st.DrawFn, data: Data, of: Data) -> Data:
    _codes(data, "Proof", {"name": "email", "type": "email", **MANAGED})
    _entity(data, "Person")["attributes"].append({"name": "proven", "type": "email", "managed": True})
    more = draw(st.sampled_from(({}, {"flag": "is_proven"})))
    return {"confirm": "Proof.digest", "name": "prove", "mark": "proven", "expires": "until", **more}


def _bulk(draw: st.DrawFn, data: Data, of: Data) -> Data:
    _record(data, "Crate", of, {"name": "weight", "type": "int32", "minimum": 0, "required": True})
    resource = {"entity": "Crate", "actions": ["list", "read", "create", "update", "delete"]}
    data["resources"].append(resource)
    most = draw(st.sampled_from(({}, {"max_items": 3})))
    kinds = draw(st.sets(st.sampled_from(("create", "update", "delete")), min_size=1))
    return {"bulk": "Crate", **{kind: f"{kind}_many" for kind in sorted(kinds)}, **most}


def _history(draw: st.DrawFn, data: Data, of: Data) -> Data:
    kept = {"name": "blurb", "type": "string", "max_length": 30, "required": draw(st.booleans())}
    of["attributes"].append(kept)
    _record(data, "Edition", of, dict(kept))
    resource = next(item for item in data["resources"] if item["entity"] == of["name"])
    resource["actions"] = list(dict.fromkeys([*resource["actions"], "update"]))
    more = draw(st.sampled_from(({}, {"restore": None}, {"restore": "revive"})))
    return {"history": of["name"], "versions": "Edition", **more}


def _related(draw: st.DrawFn, data: Data, of: Data) -> Data:
    others = [item["name"] for item in data["entities"] if item["name"] not in ("Person", "Realm", *RECORDS)]
    other = draw(st.sampled_from(others))
    _link(data, "labels", of["name"], other, cardinality="many_to_many", inverse="labelled")
    return {"related": f"{of['name']}.{draw(st.sampled_from(('labels', 'labelled')))}" if other == of["name"] else
            f"{of['name']}.labels"}  # fmt: skip


def _ensure(draw: st.DrawFn, data: Data, of: Data) -> Data:
    data["entities"].append(
        {"name": "Badge", "attributes": [{"name": "label", "type": "string", "max_length": 30, "required": True,
                                          "unique": True}]}
    )  # fmt: skip
    data["resources"].append({"entity": "Badge", "actions": ["list", "read"]})
    return {"ensure": "Badge.label", "name": draw(st.sampled_from(("ensure", "fetch")))}


def _ordered(draw: st.DrawFn, data: Data, of: Data) -> Data:
    kind = draw(st.sampled_from(("int32", "int64")))
    _record(data, "Rung", of, {"name": "place", "type": kind, "default": 0, **MANAGED})
    link = next(item for item in data["relationships"] if (item["from"], item["name"]) == ("Rung", "target"))
    link |= {"immutable": True, "inverse": "rungs"}
    actions = draw(st.sampled_from((["list", "read", "create", "delete"], ["read", "create"], ["create", "update"])))
    data["resources"].append({"entity": "Rung", "actions": actions})
    more = draw(st.sampled_from(({}, {"across": True})))
    return {"ordered": "Rung.place", "name": "shift", "within": "target", **more}


def _trash(draw: st.DrawFn, data: Data, of: Data) -> Data:
    _record(data, "Scrap", of, {"name": "text", "type": "string", "max_length": 30, "required": True})
    data["entities"][-1]["soft_delete"] = True
    data["resources"].append({"entity": "Scrap", "actions": ["read", "create", "delete"]})
    return {"trash": "Scrap", **draw(st.sampled_from(({}, {"name": None}, {"restore": "rescue"})))}


def _sign_up(draw: st.DrawFn, data: Data, of: Data) -> Data | None:
    if "tenant" not in _entity(data, "Person"):
        return None
    resource = next((item for item in data["resources"] if item["entity"] == "Person"), None)
    if resource is None:
        data["resources"].append(resource := {"entity": "Person", "actions": ["list"]})
    resource["actions"] = list(dict.fromkeys([*resource["actions"], "create"]))
    data.setdefault("permissions", []).append({"entity": "Person", "actions": ["create"], "allow": ["boss"]})
    return {"sign_up": "Realm", **draw(st.sampled_from(({}, {"name": "found"}, {"role": "boss"})))}


KINDS: dict[str, Callable[[st.DrawFn, Data, Data], Data | None]] = {
    "transition": _transition, "toggle": _toggle, "feed": _feed, "counter": _counter, "claim": _claim,
    "stock": _stock, "transfer": _transfer, "redeem": _redeem, "history": _history, "related": _related,
    "ensure": _ensure, "ordered": _ordered, "trash": _trash,
    "sign_up": _sign_up, "reset": _reset, "confirm": _confirm, "bulk": _bulk,
}  # fmt: skip
WITHOUT_ACCOUNTS = ("bulk", "counter", "ensure", "history", "ordered", "related", "stock", "transition", "trash")
RECORDS = ("Blip", "Draught", "Posting", "Coupon", "Edition", "Badge", "Rung", "Scrap", "Slip", "Proof", "Crate")

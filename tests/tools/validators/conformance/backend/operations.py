"""Runs lowered operations over the store: an interpreter, slow and plain."""

import hashlib
from typing import Any

from tests.tools.validators.conformance.backend.flow import Flow
from tests.tools.validators.conformance.backend.reads import Context, Refused
from tests.tools.validators.conformance.backend.store import Row, Violated, told, wire
from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan import store as calls
from tools.validators.conformance.samples import default_value

__all__ = ["Context", "Interpreter", "Refused"]


class Interpreter(Flow):
    """Every node of the lowered form."""

    def _WriteSet(self, node: plan.WriteSet, context: Context) -> None:
        for write in node.writes:
            try:
                getattr(self, f"_do_{type(write.call).__name__}")(write, context)
            except Violated as violated:
                raise self._refusal(write, violated, context) from None

    def _refusal(self, write: plan.WriteStep, violated: Violated, context: Context) -> Refused:
        conflict = told(write.conflicts, violated)
        if conflict is None:
            raise violated
        codes = {"unique": "unique", "check": "check", "reference": "reference_not_found"}
        source = getattr(write.call, "source", None)
        errors = [
            {"pointer": pointer, "code": codes[conflict.kind], "message": "This cannot be."}
            for name in conflict.fields if (pointer := context.pointer(name, source)) is not None
        ]  # fmt: skip
        return Refused(conflict.error, errors)

    def _sent(self, call: Any, context: Context) -> Row:
        offered = context.offered(getattr(call, "source", None))
        return {name: offered[name] for name in call.accept if name in offered}

    def _assigned(self, call: Any, context: Context, row: Row | None) -> Row:
        arguments = self._arguments(call, context)
        table = self.store.table(call.table)
        return {
            item.column: wire(table.column(item.column).type, self.value(item.value, context, row, arguments))
            for item in call.assignments
        }

    def _do_InsertRow(self, write: plan.WriteStep, context: Context) -> None:
        call = write.call
        assert isinstance(call, calls.InsertRow | calls.UpsertRow)
        table = self.store.table(call.table)
        defaults = {
            column.name.snake: default_value(column.default, column.type)
            for column in table.columns
            if column.default is not None
        }
        values = {**defaults, **self._sent(call, context), **self._assigned(call, context, None)}
        if context.operation.intent == "account.create" and context.viewer is not None:
            values |= self._misplaced(context.viewer)
        context.bound[write.bind or ""] = self.store.insert(call.table, values)

    def _misplaced(self, maker: Row) -> Row:
        """Planted faults: what an account gets that another one makes."""
        wrong: Row = {"role": maker["role"]} if "made accounts get their maker's role" in self.faults else {}
        if "made accounts go to another tenant" in self.faults:
            others = {row["organization_id"] for row in self.store.rows[self.store.account or ""]}
            wrong["organization_id"] = min(others - {maker["organization_id"]})
        return wrong

    def _do_UpsertRow(self, write: plan.WriteStep, context: Context) -> None:
        call = write.call
        assert isinstance(call, calls.UpsertRow)
        wanted = {**self._sent(call, context), **self._assigned(call, context, None)}
        same = [row for row in self.store.rows[call.table] if all(row[name] == wanted.get(name) for name in call.by)]
        rows = [row for row in same if not call.live_only or row[DELETED_AT] is None]
        if not rows or "upserts anew" in self.faults:
            self._do_InsertRow(write, context)
        else:
            changes = self._changed(call, context, rows[0])
            context.bound[write.bind or ""] = self.store.update(call.table, rows[0], changes)

    def _changed(self, call: calls.UpsertRow, context: Context, row: Row) -> Row:
        arguments, table = self._arguments(call, context), self.store.table(call.table)
        return {
            item.column: wire(table.column(item.column).type, self.value(item.value, context, row, arguments))
            for item in call.changes
        }

    def _do_UpdateRow(self, write: plan.WriteStep, context: Context) -> None:
        call = write.call
        rows = self._rows(call, context)
        assert isinstance(call, calls.UpdateRow)
        if not rows:
            assert write.lost is not None
            raise Refused(write.lost)
        sent = self._sent(call, context)
        values = sent if "changes nothing" not in self.faults else {}
        if call.assignments and not (call.only_when_sent and not sent) and "sets nothing" not in self.faults:
            values = {**values, **self._assigned(call, context, rows[0])}
            if "version stays" in self.faults:
                values.pop("version", None)
        if write.bind is None and "deletes nothing" in self.faults:
            return
        if call.table == self.store.account:
            values = {**values, **self._planted(context, rows[0], sent)}
        context.bound[write.bind or ""] = self.store.update(call.table, rows[0], values)

    def _planted(self, context: Context, account: Row, sent: Row) -> Row:
        """Planted faults: what a change of an account does beside it."""
        if "a change ends sessions" in self.faults:
            self.sessions.end_all_of(account[self.store.table(self.store.account).primary_key[0]])
        if "old logins count" in self.faults:
            self.store.former.append({**account})
        lost = {"password_hash": ""} if sent and "a change loses the password" in self.faults else {}
        role = context.inputs.get("role") if "accounts take a role" in self.faults else None
        return {**lost, **({"role": role} if role is not None else {})}

    def _do_DeleteRow(self, write: plan.WriteStep, context: Context) -> None:
        rows = self._rows(write.call, context)
        if not rows:
            assert write.lost is not None
            raise Refused(write.lost)
        if "deletes nothing" not in self.faults:
            self.store.delete(write.call.table, rows[0])

    def _referring(self, call: Any, context: Context) -> list[Row]:
        near = next(iter(self._arguments(call, context).values()))
        return [row for row in self._rows(call, context) if row[call.near] == near]

    def _do_UpdateReferring(self, write: plan.WriteStep, context: Context) -> None:
        call = write.call
        assert isinstance(call, calls.UpdateReferring)
        cleared = any(item.column == call.near for item in call.assignments)
        if ("no set null" if cleared else "marked rows keep their children") in self.faults:
            return
        for row in self._referring(call, context):
            values = self._assigned(call, context, row)
            if cleared and "emptying keeps the version" in self.faults:
                values.pop("version", None)
            self.store.update(call.table, row, values)

    def _do_DeleteReferring(self, write: plan.WriteStep, context: Context) -> None:
        if "marked rows keep their children" not in self.faults:
            for row in self._referring(write.call, context):
                self.store.delete(write.call.table, row)

    def _link(self, call: Any, context: Context) -> tuple[Row, list[Row]]:
        near, far, *_ = self._arguments(call, context).values()
        found = {call.near: near, call.far: far}
        return found, [
            row for row in self.store.rows[call.table] if all(row[name] == value for name, value in found.items())
        ]

    def _do_PutLink(self, write: plan.WriteStep, context: Context) -> None:
        keys, rows = self._link(write.call, context)
        sent = {**self._sent(write.call, context), **self._assigned(write.call, context, None)}
        if rows:
            kept = "links keep what was not sent" in self.faults
            sent = {**({} if kept else dict.fromkeys(write.call.accept)), **sent}
            rows[0].update({} if "links keep their first values" in self.faults else sent)
        else:
            self.store.rows[write.call.table].append(
                {**{c.name.snake: None for c in self.store.table(write.call.table).columns}, **keys, **sent}
            )

    def _do_RemoveLink(self, write: plan.WriteStep, context: Context) -> None:
        _, rows = self._link(write.call, context)
        if "unlinks nothing" not in self.faults:
            self.store.rows[write.call.table] = [row for row in self.store.rows[write.call.table] if row not in rows]

    # accounts

    def _HashSecret(self, node: plan.HashSecret, context: Context) -> None:
        if "metrics show passwords" in self.faults:
            self.store.secrets.append(self.value(node.secret, context))
        context.bound[node.bind] = digest(self.value(node.secret, context))

    def _VerifySecret(self, node: plan.VerifySecret, context: Context) -> None:
        rows = self._rows(node.call, context) or self._former(node, context)
        right = bool(rows) and rows[0]["password_hash"] == digest(self.value(node.secret, context))
        if not rows or (not right and "any password" not in self.faults):
            raise Refused(node.error)
        context.bound[node.bind] = rows[0]

    def _former(self, node: plan.VerifySecret, context: Context) -> list[Row]:
        """Planted faults: what accounts were before they were changed or deleted."""
        if not self.faults & {"deleted accounts log in", "old logins count"}:
            return []
        return self._rows(node.call, context, self.store.former)

    def _IssueSession(self, node: plan.IssueSession, context: Context) -> None:
        context.bound[node.bind] = self.sessions.open(context.bound[node.account])

    def _RotateSession(self, node: plan.RotateSession, context: Context) -> None:
        account = self.store.account
        accounts = {row[self.store.table(account).primary_key[0]] for row in self.store.rows[account]}
        tokens = self.sessions.rotate(self.value(node.token, context), accounts)
        if tokens is None:
            raise Refused(node.error)
        context.bound[node.bind] = tokens

    def _EndSessions(self, node: plan.EndSessions, context: Context) -> None:
        if "sessions outlast a reset" not in self.faults:
            key = self.store.table(self.store.account).primary_key[0]
            self.sessions.end_all_of(context.bound[node.account][key])

    def _RevokeSession(self, node: plan.RevokeSession, context: Context) -> None:
        assert context.session is not None
        if "logout does nothing" not in self.faults:
            context.session["live"] = False


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

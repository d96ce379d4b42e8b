"""What TypeScript's checker knows of values where a statement stands: a condition that it knows to hold is an error."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Domain:
    """What a value may be, as its type says."""

    null: bool = False
    values: frozenset[str] | None = None
    """The literals that it may be, as they are printed; None: whatever."""
    sure: bool = True
    """Whether the checker knows as much; it may know less of what a named condition says."""

    @property
    def single(self) -> bool:
        """Whether it is one literal, or null alone."""
        return self.values is not None and len(self.values) + self.null == 1

    def overlaps(self, other: "Domain") -> bool:
        """Whether the two may be the same value."""
        if self.null and other.null:
            return True
        if self.values is None or other.values is None:
            # What may be anything may still be nothing but null.
            return self.values != frozenset() and other.values != frozenset()
        return bool(self.values & other.values)

    def within(self, other: "Domain") -> "Domain":
        """What it may be where it is the same as the other one."""
        if self.values is None:
            return Domain(self.null and other.null, other.values, self.sure)
        values = self.values if other.values is None else self.values & other.values
        return Domain(self.null and other.null, values, self.sure)

    def without(self, other: "Domain") -> "Domain":
        """What it may be where it is not the same as the other one."""
        if not other.single:
            return self
        values = None if self.values is None or other.values is None else self.values - other.values
        return Domain(self.null and not other.null, values, self.sure)

    def joined(self, other: "Domain") -> "Domain":
        """What it may be where it is one of the two."""
        values = None if self.values is None or other.values is None else self.values | other.values
        return Domain(self.null or other.null, values, self.sure and other.sure)


NULL = Domain(null=True, values=frozenset())
TRUTH = Domain(values=frozenset({"true", "false"}))
TRUE, FALSE = Domain(values=frozenset({"true"})), Domain(values=frozenset({"false"}))


@dataclass
class Facts:
    """What conditions have said so far: reference, as it is printed → what it may be here."""

    known: dict[str, Domain] = field(default_factory=dict)

    def of(self, reference: str, declared: Domain) -> Domain:
        """What the reference may be here."""
        return self.known.get(reference, declared)

    def tell(self, reference: str, domain: Domain, *, sure: bool = True) -> None:
        """The reference is known to be one of these."""
        self.known[reference] = domain if sure else replace(domain, sure=False)

    def forget(self, variable: str) -> None:
        """The variable gets another value."""
        gone = [name for name in self.known if name == variable or name.startswith(f"{variable}.")]
        for name in gone:
            del self.known[name]

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is said meanwhile holds no longer afterwards."""
        before = dict(self.known)
        yield
        self.known = before

    @contextmanager
    def in_function(self) -> Iterator[None]:
        """Inside a function that is called who knows when: of properties nothing is known."""
        with self.apart():
            self.known = {name: domain for name, domain in self.known.items() if "." not in name}
            yield

    def join(self, other: Mapping[str, Domain]) -> None:
        """Two ways come together: what both know is known."""
        both = self.known.keys() & other.keys()
        self.known = {name: self.known[name].joined(other[name]) for name in self.known if name in both}

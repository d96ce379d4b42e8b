"""The Blueprint: the neutral description of a backend."""

from typing import Literal

from pydantic import Field

from tools.blueprint.model.api import Api, Auth, NonFunctionals, Permission, Resource, Role
from tools.blueprint.model.base import Name, Part, Text
from tools.blueprint.model.entity import Entity, Relationship
from tools.blueprint.model.event import Event
from tools.blueprint.model.operation import Operation, View
from tools.blueprint.model.patterns import Pattern
from tools.blueprint.model.port import Port


class Blueprint(Part):
    """A backend, described without any technology."""

    blueprint: Literal[1] = 1
    """Version of this format."""
    name: Name
    title: Text = ""
    description: Text = ""
    entities: tuple[Entity, ...] = Field(default=(), max_length=1000)
    relationships: tuple[Relationship, ...] = ()
    resources: tuple[Resource, ...] = ()
    """Standard operations; they are expanded into `operations` and `views`."""
    patterns: tuple[Pattern, ...] = Field(default=(), max_length=1000)
    """What many backends do alike; they are expanded into `operations`, and into fields of `views`."""
    operations: tuple[Operation, ...] = ()
    views: tuple[View, ...] = ()
    events: tuple[Event, ...] = Field(default=(), max_length=500)
    """What operations may `emit`."""
    ports: tuple[Port, ...] = Field(default=(), max_length=50)
    """Services outside that operations may `call`."""
    roles: tuple[Role, ...] = ()
    permissions: tuple[Permission, ...] = ()
    api: Api = Api()
    auth: Auth = Auth()
    non_functionals: NonFunctionals = NonFunctionals()

    def entity(self, name: str) -> Entity:
        """The entity of that name; KeyError when there is none."""
        for entity in self.entities:
            if entity.name == name:
                return entity
        raise KeyError(name)

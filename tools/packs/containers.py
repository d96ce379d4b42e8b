"""What a project says of containers: its compose file, and the services of its workflow."""

import re
from urllib.parse import urlsplit

import yaml

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import Contribution, ProjectCommands, Service


class _Plain(yaml.SafeDumper):
    """Repeats what is said twice instead of pointing at it."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_SUBSTITUTION = re.compile(r"\$\{(?P<name>[A-Z_]+)[^}]*\}")


def compose(plan: RenderPlan, merged: Contribution, commands: ProjectCommands) -> str:
    """`compose.yaml`: the backend, its migration, and what it needs."""
    services: dict[str, object] = {item.name: _service(item) for item in merged.services}
    environment = {"DATABASE_URL": merged.facts["database_url_compose"], "HOST": "0.0.0.0"}  # noqa: S104
    for item in merged.env:
        if item.required and item.name not in environment:
            environment[item.name] = f"${{{item.name}:?set it in .env}}"
    port = _setting(merged, "PORT")
    volume = merged.facts.get("database_volume")
    # What `environment` says comes before the file: an address of the host is none inside a container.
    file = [{"path": ".env", "required": False}]
    shared: dict[str, object] = {"build": ".", "env_file": file, "environment": environment}
    if volume is not None:
        shared["volumes"] = [volume]
    healthy = {item.name: {"condition": "service_healthy"} for item in merged.services}
    migrate: dict[str, object] = {**shared, "command": list(commands.migrate)}
    if healthy:
        migrate["depends_on"] = healthy
    backend = {
        **shared,
        "init": True,
        "read_only": True,
        "tmpfs": ["/tmp"],  # noqa: S108 - inside the container
        "restart": "unless-stopped",
        "stop_grace_period": f"1m{_setting(merged, 'SHUTDOWN_GRACE_SECONDS')}s",
        "ports": [f"127.0.0.1:{port}:{port}"],
        "depends_on": {**healthy, "migrate": {"condition": "service_completed_successfully"}},
    }
    volumes = [item for service in merged.services for item in service.volumes] + ([volume] if volume else [])
    document: dict[str, object] = {
        "name": plan.name.kebab,
        "services": {**services, "migrate": migrate, "backend": backend},
    }
    if volumes:
        document["volumes"] = {item.partition(":")[0]: {} for item in volumes}
    return yaml.dump(document, Dumper=_Plain, sort_keys=False, width=1000)


def _setting(merged: Contribution, name: str) -> str:
    """A setting of the backend as compose reads it, with the same default."""
    default = next(item.default for item in merged.env if item.name == name)
    return f"${{{name}:-{default}}}"


def _service(item: Service) -> dict[str, object]:
    found: dict[str, object] = {"image": item.image, "environment": dict(item.environment), "restart": "unless-stopped"}
    found["healthcheck"] = {"test": list(item.healthcheck), "interval": "5s", "timeout": "3s", "retries": 12}
    if item.volumes:
        found["volumes"] = list(item.volumes)
    if item.ports:
        found["ports"] = list(item.ports)
    return found


def workflow_services(merged: Contribution) -> str:
    """The services and environment of the workflow's job, indented for it."""
    if not merged.services:
        return ""
    url = _SUBSTITUTION.sub("only-for-tests", merged.facts["database_url_compose"])
    parts = urlsplit(url)
    services = {}
    for item in merged.services:
        environment = {name: _SUBSTITUTION.sub("only-for-tests", value) for name, value in item.environment.items()}
        check = " ".join(item.healthcheck[1:])
        options = f'--health-cmd "{check}" --health-interval 5s --health-retries 12'
        services[item.name] = {
            "image": item.image, "env": environment, "ports": [f"{parts.port}:{parts.port}"], "options": options,
        }  # fmt: skip
    local = url.replace(f"@{parts.hostname}:", "@localhost:")
    return _indented({"env": {"DATABASE_URL": local}, "services": services})


def _indented(document: dict[str, object]) -> str:
    text = yaml.dump(document, Dumper=_Plain, sort_keys=False, width=1000)
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines())

"""What is told of the machine does not say which one it is."""

import platform

from bench.machine import machine


def test_the_machine_has_no_name() -> None:
    found = machine()
    assert found.cores >= 1
    assert found.memory_gb > 0
    assert found.processor
    assert platform.node() not in found.model_dump_json() or not platform.node()

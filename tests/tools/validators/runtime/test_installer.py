import re
import venv
from pathlib import Path

from tools.validators.runtime.environment import index_environment
from tools.validators.runtime.installer import commands, install, pip_settings, uv_environment

ROOT = Path(__file__).parents[4]

LISTING = """\
global.index-url='https://global.example/simple'
install.index-url='https://install.example/simple'
global.trusted-host='a.example b.example'
:env:.find-links='/one /two'
:env:.cert='/etc/certs.pem'
download.index-url='https://download.example/simple'
"""


def test_the_more_special_setting_wins_in_any_order() -> None:
    forwards = pip_settings(LISTING)
    backwards = pip_settings("\n".join(reversed(LISTING.splitlines())))
    assert forwards == backwards
    assert forwards["index-url"] == "https://install.example/simple"


def test_uv_hears_what_pip_is_told() -> None:
    assert uv_environment(pip_settings(LISTING)) == {
        "SSL_CERT_FILE": "/etc/certs.pem",
        "UV_DEFAULT_INDEX": "https://install.example/simple",
        "UV_FIND_LINKS": "/one,/two",
        "UV_INSECURE_HOST": "a.example b.example",
    }


def test_a_pip_without_settings_leaves_uv_alone() -> None:
    assert uv_environment(pip_settings("")) == {}


def test_both_installers_insist_on_hashes_and_run_no_build() -> None:
    by_uv, by_pip = commands(Path("/env/bin/python"), Path("/lock"))
    assert {"--require-hashes", "--no-build"} <= set(by_uv)
    assert {"--require-hashes", ":all:"} <= set(by_pip)
    assert by_uv[by_uv.index("--python") + 1] == by_pip[by_pip.index("--python") + 1] == "/env/bin/python"


def test_pip_is_tried_where_uv_finds_no_index(tmp_path: Path) -> None:
    venv.create(tmp_path / "env", symlinks=True)
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    stanza = re.search(r"^packaging==.*?(?=^\S)", text, re.MULTILINE | re.DOTALL)
    assert stanza
    lock = tmp_path / "lock"
    lock.write_text(stanza[0], encoding="utf-8")
    without_index = index_environment({"UV_NO_INDEX": "1", "UV_NO_CACHE": "1", "UV_FIND_LINKS": str(tmp_path)})
    assert install(tmp_path / "env" / "bin" / "python", lock, without_index) == ""
    assert list((tmp_path / "env").glob("lib/*/site-packages/packaging/version.py"))

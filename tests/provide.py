"""What the tests need beside Python. `python -m tests.provide` finds it, or installs it from Debian.

A test asks `chromium()`, `postgres_bin()`, `redis_server()`, `nginx()` or `node()`; where there is none the test is skipped, but
under `CI=true` it fails: a test that did not run there would look like one that passed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Need:
    """A program of the system that some tests run."""

    name: str
    find: Callable[[], Path | None]
    packages: tuple[str, ...]

    def path(self) -> Path:
        """Where it is; without it, the asking test is skipped or, in CI, fails."""
        if path := self.find():
            return path
        missing = f"{self.name} is missing: python -m tests.provide"
        if in_ci():
            raise RuntimeError(missing)
        pytest.skip(missing)

    def provide(self) -> Path | None:
        """Where it is, after installing it if it was nowhere."""
        return self.find() or (install(self.packages) and self.find()) or None


def chromium() -> Path:
    """The browser that the browser tests drive."""
    return CHROMIUM.path()


def postgres_bin() -> Path:
    """The folder of `initdb` and `postgres`."""
    return POSTGRES.path()


def redis_server() -> Path:
    """Redis or Valkey."""
    return REDIS.path()


def nginx() -> Path:
    """The web server that stands before ours."""
    return NGINX.path()


def node() -> Path:
    """The program that runs our scripts outside a browser."""
    return NODE.path()


def ip() -> Path:
    """The program that makes networks inside this machine."""
    return IP.path()


def main() -> int:
    """Provide everything, one line each; anything missing fails CI only."""
    missing = 0
    for need in (CHROMIUM, POSTGRES, REDIS, NGINX, NODE, IP):
        path = need.provide()
        print(f"{need.name}: {path or 'missing, its tests are skipped'}", flush=True)
        missing += path is None
    return 1 if missing and in_ci() else 0


def in_ci() -> bool:
    return os.environ.get("CI") == "true"


def install(packages: tuple[str, ...]) -> bool:
    """Install Debian packages as root or through a sudo that asks nothing; say whether that worked."""
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if not shutil.which("apt-get") or (root and not shutil.which("sudo")):
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run([*root, "apt-get", "--quiet", *command], env=quiet, stdout=sys.stderr, check=False)
        if done.returncode:
            return False
    return True


def _find_chromium() -> Path | None:
    own = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"))
    return _on_path("chromium", "chromium-browser") or _newest(own.glob("chromium-*/chrome-linux*/chrome"))


def _find_postgres() -> Path | None:
    initdb = _newest(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or _on_path("initdb")
    return initdb and initdb.parent


def _find_redis() -> Path | None:
    return _on_path("redis-server", "valkey-server")


def _find_nginx() -> Path | None:
    return _on_path("nginx") or _at("/usr/sbin/nginx")


def _find_node() -> Path | None:
    return _on_path("npm") and _on_path("node")


def _find_ip() -> Path | None:
    # Not on everybody's path, though nothing but making networks needs root.
    return _on_path("ip") or _at("/usr/sbin/ip", "/sbin/ip")


def _at(*places: str) -> Path | None:
    return next((path for path in map(Path, places) if path.exists()), None)


def _on_path(*names: str) -> Path | None:
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def _newest(paths: Iterable[Path]) -> Path | None:
    return max(paths, key=lambda path: path.stat().st_mtime, default=None)


CHROMIUM = Need("Chromium", _find_chromium, ("chromium",))
POSTGRES = Need("PostgreSQL", _find_postgres, ("postgresql",))
REDIS = Need("Redis", _find_redis, ("redis-server",))
NGINX = Need("nginx", _find_nginx, ("nginx",))
NODE = Need("Node", _find_node, ("nodejs", "npm"))
IP = Need("ip", _find_ip, ("iproute2",))


if __name__ == "__main__":
    sys.exit(main())

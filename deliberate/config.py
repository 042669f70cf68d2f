"""Every setting: its environment variable, its default, and why it exists."""

from __future__ import annotations

import os
import re
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from environs import Env

ROOT = Path(__file__).resolve().parents[1]
DEMO_SECRET = "the-demo-has-no-secrets"  # noqa: S105 - refused outside the demo, by `why_not_start`
SHORTEST_SECRET = 32
_ADDRESS = re.compile(r"(.+):(\d{1,5})", re.ASCII)
EVERY_CARD = "0.0.0.0"  # noqa: S104 - in a hall, phones come in by whichever network card their wifi is at


@dataclass(frozen=True)
class Settings:
    """How this installation runs."""

    demo: bool
    """DELIBERATE_DEMO: fictional people, sign-in links printed, a known secret. Never for real meetings."""
    secret: str
    """DELIBERATE_SECRET: signs form tokens and the links that turn letters off; at least 32 characters, different everywhere."""
    secrets_before: tuple[str, ...]
    """DELIBERATE_SECRETS_BEFORE: earlier ones, with commas, the latest first: what they signed still counts, and they sign nothing new."""
    database_url: str
    """DELIBERATE_DATABASE_URL: SQLite in the data folder by default; `postgresql+psycopg2://…` for more than one process."""
    redis_url: str
    """DELIBERATE_REDIS: `redis://host:6379/0` (Redis or Valkey): several processes serve, and tell each other by it what was done."""
    drain_seconds: float
    """DELIBERATE_DRAIN: seconds within which everybody moves to another process when one of several ends."""
    admin: str
    """DELIBERATE_ADMIN: `127.0.0.1:9100`, where `/health`, `/ready` and `/metrics` answer; of several processes each takes the next."""
    data_folder: Path
    """DELIBERATE_DATA: the database, mail that was not sent, packed static files. Only the server's user may write there."""
    host: str
    """DELIBERATE_HOST: the address to listen on; only this machine by default."""
    port: int
    """DELIBERATE_PORT: the port to listen on; 0 takes a free one."""
    public_url: str
    """DELIBERATE_URL: the address people use, for links in mail and for telling our pages from others.

    Without it the browser's word is taken, and mail names the address to listen on."""
    trusted_hosts: tuple[str, ...]
    """DELIBERATE_HOSTS: the names this server answers to, with commas; by default those of the public address, or any."""
    mail_url: str
    """DELIBERATE_MAIL: `smtp://user:password@host:587` or `smtps://…`; without it mail is written to files in the data folder."""
    mail_from: str
    """DELIBERATE_MAIL_FROM: the sender's address."""
    home_language: str
    """DELIBERATE_LANGUAGE: for readers whose browser wishes for none of ours."""
    zone: str
    """DELIBERATE_ZONE: the time zone of new meetings, and the one in which last days (of a role, of an assignment) end."""
    sources: bool
    """DELIBERATE_SOURCES: pages load our scripts and style sheets one by one, as they are written; for whoever works on them."""
    hall: bool
    """DELIBERATE_HALL: a laptop in a hall without internet (`serve --hall`): reached by its addresses, own secret, no mail."""
    wifi: str
    """DELIBERATE_WIFI: the name of the hall's wifi, to be shown on the wall."""
    wifi_password: str
    """DELIBERATE_WIFI_PASSWORD: its password, shown beside it."""
    debug: bool
    """FLASK_DEBUG: never outside development."""

    @property
    def several(self) -> bool:
        """Whether other processes may serve the same meetings."""
        return bool(self.redis_url)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The secret that signs, and those before it."""
        return (self.secret, *self.secrets_before)

    @property
    def secure(self) -> bool:
        """Whether people reach us by https, so that cookies may insist on it."""
        return self.public_url.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """The origins of our own pages; empty when the browser's Host decides."""
        if not self.public_url:
            return frozenset()
        scheme = self.public_url.split("://")[0]
        return frozenset({self.public_url, *(f"{scheme}://{host}" for host in self.trusted_hosts)})


def from_environment() -> Settings:
    """Read the settings; a value that cannot be understood stops the start with its name."""
    env = Env()
    demo = env.bool("DELIBERATE_DEMO", False)
    hall = env.bool("DELIBERATE_HALL", False)
    folder = Path(env.str("DELIBERATE_DATA", str(ROOT / "var"))).resolve()
    secret = env.str("DELIBERATE_SECRET", None)
    if secret is None and hall:
        secret = kept_secret(folder)
    public_url = "" if hall else env.str("DELIBERATE_URL", "").rstrip("/").lower()
    return Settings(
        demo=demo,
        secret=secret if secret is not None else DEMO_SECRET,
        secrets_before=tuple(env.list("DELIBERATE_SECRETS_BEFORE", [])),
        database_url=env.str("DELIBERATE_DATABASE_URL", f"sqlite:///{folder / 'deliberate.sqlite'}"),
        redis_url=env.str("DELIBERATE_REDIS", ""),
        drain_seconds=env.float("DELIBERATE_DRAIN", 10.0),
        admin=env.str("DELIBERATE_ADMIN", ""),
        data_folder=folder,
        host=env.str("DELIBERATE_HOST", EVERY_CARD if hall else "127.0.0.1"),
        port=env.int("DELIBERATE_PORT", 5000),
        public_url=public_url,
        trusted_hosts=tuple(env.list("DELIBERATE_HOSTS", [public_url.split("://")[-1]] if public_url else [])),
        mail_url="" if hall else env.str("DELIBERATE_MAIL", ""),
        mail_from=env.str("DELIBERATE_MAIL_FROM", "deliberate@localhost"),
        home_language=env.str("DELIBERATE_LANGUAGE", "en"),
        zone=env.str("DELIBERATE_ZONE", "Europe/Madrid"),
        sources=env.bool("DELIBERATE_SOURCES", False),
        hall=hall,
        wifi=env.str("DELIBERATE_WIFI", ""),
        wifi_password=env.str("DELIBERATE_WIFI_PASSWORD", ""),
        debug=env.bool("FLASK_DEBUG", False),
    )


def kept_secret(folder: Path) -> str:
    """The secret that a hall's laptop made for itself when it was first asked, readable for its user only."""
    file = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    try:
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(made, "w", encoding="ascii") as writing:
        secret = secrets.token_urlsafe(48)
        writing.write(secret)
    return secret


def why_not_start(settings: Settings) -> str | None:
    """What is unsafe or wrong about running so, as a sentence for the operator that says what to do; None when nothing is."""
    address = urlsplit(settings.public_url)
    if settings.public_url and (address.scheme not in {"http", "https"} or not address.netloc or address.path):
        return "DELIBERATE_URL must be a scheme and a host only, such as https://meet.example.org"
    if settings.zone not in available_timezones():
        return f"DELIBERATE_ZONE is {settings.zone!r}, which is no time zone. Give one such as Europe/Madrid."
    if not settings.demo and settings.secret == DEMO_SECRET:
        return "DELIBERATE_SECRET is not set. Give it at least 32 random characters (or set DELIBERATE_DEMO=1 to try the demo)."
    if not settings.demo and len(settings.secret) < SHORTEST_SECRET:
        return f"DELIBERATE_SECRET is too short: it needs at least {SHORTEST_SECRET} characters."
    if any(len(secret) < SHORTEST_SECRET for secret in settings.secrets_before):
        return f"DELIBERATE_SECRETS_BEFORE has a secret that is too short: each needs at least {SHORTEST_SECRET} characters."
    kept = settings.data_folder / "secret"
    if settings.hall and kept.exists() and kept.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return f"Others on this machine may read {kept}. Run: chmod 600 {kept}"
    if settings.redis_url and settings.database_url.startswith("sqlite"):
        return "DELIBERATE_REDIS is for several processes, SQLite for one. Set DELIBERATE_DATABASE_URL to PostgreSQL, or leave it out."
    if settings.redis_url and urlsplit(settings.redis_url).scheme not in {"redis", "rediss", "unix"}:
        return "DELIBERATE_REDIS must be an address such as redis://127.0.0.1:6379/0"
    if settings.admin and not _ADDRESS.fullmatch(settings.admin):
        return "DELIBERATE_ADMIN must be an address and a port such as 127.0.0.1:9100"
    if settings.debug:
        return "FLASK_DEBUG is on: it lets visitors run code. Unset it."
    if settings.data_folder.exists() and settings.data_folder.stat().st_mode & stat.S_IWOTH:
        return f"Everyone on this machine may write to {settings.data_folder}. Run: chmod o-w {settings.data_folder}"
    return None


def make_data_folder(settings: Settings) -> None:
    """The data folder, closed to other users of the machine."""
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    os.umask(0o027)

"""Every setting: its environment variable, its default, and why it exists."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from environs import Env

ROOT = Path(__file__).resolve().parents[1]
DEMO_SECRET = "the-demo-has-no-secrets"  # noqa: S105 - refused outside the demo, by `why_not_start`
SHORTEST_SECRET = 32


@dataclass(frozen=True)
class Settings:
    """How this installation runs."""

    demo: bool
    """DELIBERATE_DEMO: fictional people, sign-in links printed, a known secret. Never for real meetings."""
    secret: str
    """DELIBERATE_SECRET: signs form tokens; at least 32 characters, different everywhere."""
    database_url: str
    """DELIBERATE_DATABASE_URL: SQLite in the data folder by default; `postgresql+psycopg2://…` for more than one process."""
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
    debug: bool
    """FLASK_DEBUG: never outside development."""

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
    folder = Path(env.str("DELIBERATE_DATA", str(ROOT / "var"))).resolve()
    public_url = env.str("DELIBERATE_URL", "").rstrip("/").lower()
    return Settings(
        demo=demo,
        secret=env.str("DELIBERATE_SECRET", DEMO_SECRET),
        database_url=env.str("DELIBERATE_DATABASE_URL", f"sqlite:///{folder / 'deliberate.sqlite'}"),
        data_folder=folder,
        host=env.str("DELIBERATE_HOST", "127.0.0.1"),
        port=env.int("DELIBERATE_PORT", 5000),
        public_url=public_url,
        trusted_hosts=tuple(env.list("DELIBERATE_HOSTS", [public_url.split("://")[-1]] if public_url else [])),
        mail_url=env.str("DELIBERATE_MAIL", ""),
        mail_from=env.str("DELIBERATE_MAIL_FROM", "deliberate@localhost"),
        home_language=env.str("DELIBERATE_LANGUAGE", "en"),
        zone=env.str("DELIBERATE_ZONE", "Europe/Madrid"),
        sources=env.bool("DELIBERATE_SOURCES", False),
        debug=env.bool("FLASK_DEBUG", False),
    )


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
    if settings.debug:
        return "FLASK_DEBUG is on: it lets visitors run code. Unset it."
    if settings.data_folder.exists() and settings.data_folder.stat().st_mode & stat.S_IWOTH:
        return f"Everyone on this machine may write to {settings.data_folder}. Run: chmod o-w {settings.data_folder}"
    return None


def make_data_folder(settings: Settings) -> None:
    """The data folder, closed to other users of the machine."""
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    os.umask(0o027)

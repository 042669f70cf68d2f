"""The table of contents: what the application is made of, and in which order."""

from __future__ import annotations

from typing import Any

import socketio
import structlog
from flask import Flask
from flask_migrate import Migrate
from flask_socketio import SocketIO
from sqlalchemy import select
from sqlalchemy.orm import configure_mappers
from werkzeug.middleware.proxy_fix import ProxyFix

from deliberate import config, runtime
from deliberate.attachments.feature import FEATURE as ATTACHMENTS
from deliberate.groups.feature import FEATURE as GROUPS
from deliberate.groups.models import Group
from deliberate.invitations.feature import FEATURE as INVITATIONS
from deliberate.kernel import clock, days, failures, hall, headers, metrics, outbox, packing, pages, spelled
from deliberate.kernel.connections import NAMESPACE
from deliberate.kernel.db import connect_database, db, reading_session, writer_engine
from deliberate.kernel.doors import Doors
from deliberate.kernel.feature import House
from deliberate.kernel.language import LANGUAGES, browser_catalogue, day_and_time, translations
from deliberate.kernel.limits import tries
from deliberate.kernel.live import Live
from deliberate.kernel.logs import set_up_logs
from deliberate.kernel.neighbours import Neighbours
from deliberate.kernel.operation import FEATURE as OPERATION
from deliberate.kernel.packets import Packet
from deliberate.kernel.pages import Machine
from deliberate.kernel.permissions import guard_pages
from deliberate.kernel.record import Room
from deliberate.kernel.routine import keep_doing
from deliberate.kernel.script_words import FEATURE as SCRIPT_WORDS
from deliberate.kernel.static import StaticTree
from deliberate.kernel.styleguide import FEATURE as STYLEGUIDE
from deliberate.kernel.writer import Writer
from deliberate.meetings.feature import FEATURE as MEETINGS
from deliberate.organisations.feature import FEATURE as ORGANISATIONS
from deliberate.people.feature import FEATURE as PEOPLE
from deliberate.spaces.feature import FEATURE as SPACES

FEATURES = (
    OPERATION,
    SCRIPT_WORDS,
    STYLEGUIDE,
    PEOPLE,
    SPACES,
    GROUPS,
    ORGANISATIONS,
    INVITATIONS,
    MEETINGS,
    ATTACHMENTS,
)

PING_EVERY = 10
PING_PATIENCE = 8
BIGGEST_FRAME = 256_000
BIGGEST_FORM = 1_000_000
EFFECTS_EVERY = 0.5


def create_app(settings: config.Settings | None = None) -> Flask:
    """The whole application, ready to answer pages. `open_live` adds the sockets, in a process that serves."""
    settings = settings or config.from_environment()
    set_up_logs()
    config.make_data_folder(settings)
    days.live_in(settings.zone)
    app = Flask("deliberate", template_folder=str(config.ROOT / "templates"), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret,
        SECRET_KEY_FALLBACKS=list(settings.secrets_before),
        WTF_CSRF_SECRET_KEY=list(reversed(settings.secrets)),  # the last one signs
        SESSION_COOKIE_NAME="page",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        MAX_CONTENT_LENGTH=BIGGEST_FORM,
        TRUSTED_HOSTS=None if settings.hall else list(settings.trusted_hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,
    )
    connect_database(app, settings.database_url)
    Migrate(app, db, directory=str(config.ROOT / "migrations"))
    house = House(FEATURES)
    with app.app_context():
        writer = Writer(house, writer_engine(), publish=lambda bundles: None)
    static = StaticTree(config.ROOT / "static", settings.data_folder / "static", as_written=settings.sources)
    app.extensions["deliberate"] = Machine(
        house=house,
        doors=Doors(house, writer),
        writer=writer,
        static=static,
        secrets=settings.secrets,
        secure=settings.secure,
        zone=settings.zone,
        home_language=settings.home_language,
        demo=settings.demo,
        hall=settings.hall,
        wifi=(settings.wifi, settings.wifi_password),
        data_folder=settings.data_folder,
    )
    for part in (packing, pages, headers, failures):
        part.install(app)
    if settings.hall:
        hall.install(app, settings.trusted_hosts)
    for feature in FEATURES:
        if feature.pages:
            app.register_blueprint(feature.pages)
    guard_pages(app, house)
    if settings.public_url:
        # Behind one proxy of ours, which says who asked and by which name.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def warm_up(app: Flask) -> None:
    """Do once, before anybody waits, what the first visitors would otherwise all wait for."""
    load_words_and_templates(app)
    _compile_snapshots(app)
    _visit_pages(app)


def load_words_and_templates(app: Flask) -> None:
    """All that is read from files of ours, and nothing of anybody's."""
    configure_mappers()
    for code in LANGUAGES:
        translations(code)
        browser_catalogue(code)
        # How each language writes a day is read from files of its own.
        day_and_time(code, clock.now(), app.extensions["deliberate"].zone)
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def _visit_pages(app: Flask) -> None:
    """The first visit of a page prepares all its queries at once, in which nobody else is answered: be that visitor."""
    with app.app_context(), reading_session() as session:
        code = session.scalar(select(Group.code).limit(1))
    host = (app.config["TRUSTED_HOSTS"] or ["localhost"])[0]
    for path in ("/", "/groups", *([f"/groups/{code}"] if code else [])):
        app.test_client().get(path, base_url=f"http://{host}")


def _compile_snapshots(app: Flask) -> None:
    """The first use of a query costs some twenty milliseconds, in which nobody else is answered: look into a room that is not there."""
    machine: Machine = app.extensions["deliberate"]
    with app.app_context(), reading_session() as session:
        for kind, shown in machine.house.shown.items():
            for row in shown:
                list(row.in_room(session, Room(id=0, kind=kind, number=0)))


def open_live(app: Flask, settings: config.Settings) -> Live:
    """Start the writer and the sockets: the application answers pages and sockets from now on."""
    machine: Machine = app.extensions["deliberate"]
    warm_up(app)
    app.wsgi_app = machine.static.serve(app.wsgi_app)  # type: ignore[method-assign]
    options: dict[str, Any] = dict(  # noqa: C408 - keywords read better here
        async_mode=runtime.socketio_mode(),
        async_handlers=False,
        namespaces=[NAMESPACE],
        transports=["websocket"],
        cors_allowed_origins="*",  # origins are judged in admission.py, where cookies and bearers are told apart
        ping_interval=PING_EVERY,
        ping_timeout=PING_PATIENCE,
        max_http_buffer_size=BIGGEST_FRAME,
        http_compression=False,
        manage_session=False,
        json=spelled,
        serializer=Packet,
    )
    sockets: Any = SocketIO(app, **options)
    server: socketio.Server = sockets.server
    neighbours = None
    if settings.several:
        tries.share(settings.redis_url, settings.secret)
        neighbours = Neighbours(settings.redis_url, settings.secret, app.app_context)
    live = Live(server, machine.house, machine.doors, app.app_context, settings.origins, machine.cookie, neighbours)
    machine.writer.publish_to(live.publish)
    machine.writer.start()
    live.open()
    machine.live = live
    metrics.start(
        connections=lambda: len(live.connections.everybody()),
        rooms=lambda: len(live.connections.rooms()),
        waiting_acts=lambda: machine.writer.waiting,
        channel_up=lambda: neighbours is None or neighbours.channel.is_up,
    )

    def carry_out_acts() -> None:
        _carry_out_acts(app, machine.doors)

    keep_doing(carry_out_acts, every=EFFECTS_EVERY)
    return live


def _carry_out_acts(app: Flask, doors: Doors) -> None:
    """What acts cause in other rooms is done here and not by the worker process, so that those rooms are told at once."""
    with app.app_context():
        outbox.carry_out_acts(writer_engine(), doors.act_as_system, structlog.get_logger("deliberate.outbox"))

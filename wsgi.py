"""What a WSGI server imports: everything patched first, then the application with its sockets."""

from deliberate import runtime

runtime.patch()

from deliberate import config  # noqa: E402
from deliberate.app import create_app, open_live  # noqa: E402

settings = config.from_environment()
reason = config.why_not_start(settings)
if reason:
    raise SystemExit(reason)
app = create_app(settings)
open_live(app, settings)

"""What every answer forbids the browser: foreign scripts, frames, being guessed at, being kept."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import SecurityError

from deliberate.kernel.pages import machine

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self' {socket}",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html",
        "report-uri /csp-report",
    ]
)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "X-Frame-Options": "DENY",
}


def install(app: Flask) -> None:
    """Send them with every answer."""
    app.after_request(_secure_headers)


def _secure_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY.format(socket=_socket()))
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if machine().hall:
        # Without https browsers ignore it, and say so loudly on every page.
        response.headers.pop("Cross-Origin-Opener-Policy", None)
    if machine().secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    response.headers.setdefault("Cache-Control", "no-store")
    response.vary.add("Cookie")
    response.vary.add("Authorization")
    response.vary.add("Accept-Language")
    return response


def _socket() -> str:
    """Where sockets may be opened: here. A host that is not ours is answered with an error page, which opens none."""
    try:
        return f"{'wss' if machine().secure else 'ws'}://{request.host}"
    except SecurityError:
        return ""

"""What is printed: a scenario's figures for people, and the whole of it for programs."""

from __future__ import annotations

import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.goals import GOALS
from bench.stage import Stage
from deliberate.config import ROOT


def whole_report(name: str, what: str, stage: Stage, played: dict[str, Any]) -> dict[str, Any]:
    """Everything that was measured, and on what."""
    return {
        "scenario": name,
        "what": what,
        "clients": stage.clients,
        "runs": stage.runs,
        "short": stage.short,
        "browsers": stage.browsers,
        **played,
        "generator_share": round(max(stage.shares, default=0.0), 2),
        "valid": stage.is_valid,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": _machine(),
    }


def as_words(report: dict[str, Any]) -> str:
    """The report for reading."""
    browsers = " who ask for compressed messages" if report["browsers"] else ""
    lines = [
        f"{report['scenario']}: {report['what']}",
        f"  {report['clients']} people{browsers}, {report['runs']} runs",
    ]
    for name, figure in report["figures"].items():
        lines.append(f"  {name}: {_figure(figure)}")
    for name, held in report["goals"].items():
        measured = held.get("ratio", held.get("value"))
        verdict = "met" if held["met"] else "not met"
        unit = f" {held['unit']}" if "unit" in held else " times"
        lines.append(f"  {name}: {measured}{unit}, at most {held['goal']}: {verdict}. {GOALS[name].what}")
    for what, shares in report.get("profile", {}).items():
        if isinstance(shares, dict):
            lines += [
                f"  where the time goes, {what}:",
                *(f"    {share:6.1%} {name}" for name, share in shares.items()),
            ]
    if not report["valid"]:
        lines.append("  NOT VALID: the generator was too busy, and may be what was measured.")
    return "\n".join(lines)


def _figure(figure: Any) -> str:
    if not isinstance(figure, dict):
        return str(figure)
    return ", ".join(f"{name} {value}" for name, value in figure.items())


def _commit() -> str:
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return described.stdout.strip() or "unknown"


def _machine() -> dict[str, Any]:
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    return {"processor": model, "kernel": platform.release(), "python": platform.python_version()}

"""`python -m bench SCENARIO`; `all` plays every scenario, `--help` tells what can be chosen."""

from __future__ import annotations

import json
from typing import Any

import click

from bench.report import as_words, whole_report
from bench.scenarios import SCENARIOS
from bench.stage import PEERS, set_stage

ALL = "all"


@click.command(
    epilog="Scenarios: " + "; ".join(f"{name} ({one.clients} people)" for name, one in SCENARIOS.items()) + "."
)
@click.argument("name", metavar="SCENARIO", type=click.Choice([*SCENARIOS, ALL]))
@click.option("--clients", type=click.IntRange(min=10), help="how many people; each scenario has its own usual number")
@click.option("--runs", type=click.IntRange(min=1), help="how many runs the medians are of")
@click.option("--short", is_flag=True, help="fewer people and runs: for seeing whether something became much worse")
@click.option("--peers", default=",".join(PEERS), show_default=True, help="with whom ours is compared")
@click.option("--browsers", is_flag=True, help="everybody asks for compressed messages, as browsers do")
@click.option("--profile", is_flag=True, help="tell where our server's time goes (fanout, acts)")
@click.option("--json", "only_json", is_flag=True, help="print the JSON alone")
def main(name: str, peers: str, only_json: bool, **wanted: Any) -> None:
    """Measure, and print the figures; the last line of each scenario is one JSON object with all of them."""
    chosen = tuple(peer for peer in peers.split(",") if peer)
    if not set(chosen) <= set(PEERS):
        raise click.BadParameter(f"peers are: {', '.join(PEERS)}")
    for scenario in SCENARIOS if name == ALL else [name]:
        report = _play(scenario, peers=chosen, **wanted)
        if not only_json:
            click.echo(as_words(report))
        click.echo(json.dumps(report))


def _play(name: str, *, clients: int | None, runs: int | None, short: bool, **otherwise: Any) -> dict[str, Any]:
    scenario = SCENARIOS[name]
    people = clients or (scenario.clients_short if short else scenario.clients)
    repeated = runs or (scenario.runs_short if short else scenario.runs)
    with set_stage(clients=people, runs=repeated, short=short, **otherwise) as stage:
        return whole_report(name, scenario.what, stage, scenario.play(stage))


if __name__ == "__main__":
    main()

"""The `bacasable` command: starts the sandbox, presses its buttons, looks at its people without a server."""

from __future__ import annotations

import typer

from gateway.commandes import (
    citoyens,
    demarrage,
    distantes,
    exports,
    fabrique,
    pannes,
    rapport,
    recherche,
    verification,
)

app = typer.Typer(
    help="Bac à sable de l'État plateforme : FranceConnect et des administrations simulées. Données fictives.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("up")(demarrage.up)
app.add_typer(distantes.espaces, name="space")
app.add_typer(distantes.services, name="service")
app.command("login")(distantes.login)
app.command("token")(distantes.token)
app.add_typer(distantes.horloge, name="clock")
app.add_typer(pannes.pannes, name="fault")
citoyens.citoyens.command("create")(fabrique.creer)
citoyens.citoyens.command("event")(fabrique.arriver)
citoyens.citoyens.command("presets")(fabrique.lister)
app.add_typer(citoyens.citoyens, name="citizen")
app.command("search")(citoyens.search)
citoyens.nation.command("search")(recherche.search)
citoyens.nation.command("export")(exports.export)
citoyens.nation.command("report")(rapport.report)
citoyens.nation.command("check")(verification.check)
app.add_typer(citoyens.nation, name="nation")

if __name__ == "__main__":
    app()

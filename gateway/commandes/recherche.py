"""`bacasable nation search`: people by their situation, computed here without a server."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from gateway.commandes.citoyens import EnJson, Graine, Jour, Taille, population_de
from gateway.commandes.sortie import afficher_json, echouer, tableau
from gateway.horloge import ecoule

RESULTATS = 10
BUDGET = 20.0


def search(
    criteres: Annotated[
        list[str] | None,
        typer.Argument(metavar="CRITÈRE=VALEUR…", help="situation=parent_isole qf_max=700 age_enfant=2 lieu=Nantes"),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Personnes, au plus.")] = RESULTATS,
    cursor: Annotated[str, typer.Option(help="Le curseur de la page précédente.")] = "",
    budget: Annotated[float, typer.Option(min=0, help="Secondes de recherche, au plus.")] = BUDGET,
    seed: Graine = None,
    size: Taille = None,
    day: Jour = None,
    brut: EnJson = False,
) -> None:
    """Cherche par situation : composition, âges, lieu, revenus, quotient, impôt, droits. Sans critère, les liste."""
    from gateway.recherche.cartes import carte
    from gateway.recherche.criteres import CRITERES
    from gateway.recherche.demande import DemandeRefusee, lire
    from gateway.recherche.moteur import chercher

    if not criteres:
        _lister()
        return
    illisible = next((c for c in criteres if "=" not in c), None)
    if illisible is not None:
        echouer(f"« {illisible} » : un critère s'écrit nom=valeur.", "bacasable nation search, sans rien, les liste.")
    peuple = population_de(seed, size, day)
    fin = ecoule() + budget
    try:
        demande = lire([(nom, v) for nom, _, v in (c.partition("=") for c in criteres)], peuple.jour)
        trouves = chercher(peuple.registre, demande, limit, cursor, lambda: ecoule() > fin)
    except DemandeRefusee as refus:
        proche = f"Vouliez-vous dire « {refus.proche} » ? " if refus.proche else ""
        echouer(f"{str(refus).capitalize()}.", f"{proche}Les critères : {', '.join(CRITERES)}.")
    cartes = [carte(s, demande) for s in trouves.sujets]
    if brut:
        suite = {"complete": trouves.complet, "cursor": trouves.curseur, "examined": trouves.examines}
        afficher_json({"citizens": [asdict(c) for c in cartes], **suite})
        return
    valeurs = [nom for nom, _, _ in cartes[0].valeurs] if cartes else []
    entetes = ("référence", "prénom et nom", "âge", "situation", "commune", *valeurs)
    lignes = [
        (c.ref, " ".join((*c.prenoms[:1], c.nom)), c.age, c.phrase, c.commune, *(v for _, _, v in c.valeurs))
        for c in cartes
    ]
    tableau(entetes, lignes)
    if not trouves.complet:
        typer.echo("Le temps a manqué : la recherche n'est pas finie.")
    if trouves.curseur:
        typer.echo(f"La suite : --cursor {trouves.curseur}")


def _lister() -> None:
    from gateway.recherche.criteres import GROUPES

    for groupe in GROUPES:
        typer.echo(groupe.titre)
        for c in groupe.criteres:
            typer.echo(f"  {c.nom:30}{c.libelle} : {c.genre.attendu}")

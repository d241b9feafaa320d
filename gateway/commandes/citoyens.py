"""The commands that look at the people without a server: the nation is computed, so the terminal computes it too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gateway import hasard, horloge
from gateway.commandes.sortie import afficher_json, echouer, fiche, tableau
from gateway.settings import TAILLE_MAXIMALE, Settings
from registry.erreurs import PersonneInconnue
from registry.registre import Registre

if TYPE_CHECKING:
    from gateway.commandes.situations import Criteres, Situation

citoyens = typer.Typer(help="Les citoyens de la population.", no_args_is_help=True)
nation = typer.Typer(help="La population calculée.", no_args_is_help=True)

#: Citizens looked at to find a situation, and the most ever looked at.
LOT, TENTATIVES_MAXIMALES = 200, 20_000
RESULTATS = 10

Graine = Annotated[int | None, typer.Option(help="Graine de la population [réglage].")]
Taille = Annotated[int | None, typer.Option(min=1, max=TAILLE_MAXIMALE, help="Nombre de citoyens [réglage].")]
Jour = Annotated[str | None, typer.Option(help="Jour civil, AAAA-MM-JJ [aujourd'hui] ; son année est l'époque.")]
EnJson = Annotated[bool, typer.Option("--json", help="Tout, en JSON.")]


@dataclass(frozen=True, slots=True)
class Population:
    registre: Registre
    jour: date


def population_de(seed: int | None, size: int | None, day: str | None) -> Population:
    from gateway.app import peupler  # seconds of imports that the other commands do not need

    reglages = Settings()
    jour = lire_jour(day)
    mondes = peupler(
        reglages.nation_seed if seed is None else seed, reglages.nation_size if size is None else size, jour.year
    )
    return Population(Registre(mondes), jour)


def lire_jour(texte: str | None) -> date:
    if texte is None:
        return horloge.aujourdhui()
    try:
        return date.fromisoformat(texte)
    except ValueError:
        echouer(f"« {texte} » n'est pas un jour.", "Par exemple : --day 2027-03-01")


@citoyens.command("show")
def montrer(ref: str, seed: Graine = None, size: Taille = None, day: Jour = None, brut: EnJson = False) -> None:
    """Montre le dossier d'un citoyen : persona (« test ») ou référence (« n-123456 »)."""
    from gateway.controle.dossier import dossier

    population = population_de(seed, size, day)
    try:
        lu = dossier(population.registre, ref, population.jour)
    except PersonneInconnue:
        echouer(f"Personne ne porte la référence « {ref} ».", "bacasable citizen list en donne.")
    if brut:
        afficher_json(lu)
    else:
        _montrer_dossier(lu)


@citoyens.command("list")
def lister(
    limit: Annotated[int, typer.Option(min=1, help="Nombre de citoyens.")] = RESULTATS,
    seed: Graine = None,
    size: Taille = None,
    day: Jour = None,
    draw: Annotated[int | None, typer.Option(help="Graine du tirage.")] = None,
) -> None:
    """Tire des citoyens au sort."""
    registre = population_de(seed, size, day).registre
    _montrer_personnes(registre, registre.echantillon(limit, hasard.graine() if draw is None else draw))


@citoyens.command("explain")
def expliquer(ref: str, seed: Graine = None, size: Taille = None, day: Jour = None) -> None:
    """Dit d'où viennent les montants d'un citoyen : étapes, chiffres et articles."""
    from gateway.montants import montants

    population = population_de(seed, size, day)
    try:
        lus = montants(population.registre, ref, population.jour)
    except PersonneInconnue:
        echouer(f"Personne ne porte la référence « {ref} ».", "bacasable citizen list en donne.")
    for administration, m in lus:
        typer.echo(f"{m.libelle} ({m.periode}) : {m.valeur} {m.unite} — {administration}")
        for e in m.etapes:
            entrees = ", ".join(f"{nom}={valeur}" for nom, valeur in e.entrees)
            typer.echo(f"  {e.libelle} : {e.valeur}  [{e.article}]{f'  {entrees}' if entrees else ''}")
    if not lus:
        typer.echo("Aucune administration ne sert de montant pour cette personne.")


def _montrer_dossier(lu: dict[str, Any]) -> None:
    qui, numeros, allocataire = lu["identity"], lu["numbers"], lu["foyers"]["allocataire"]
    nom = " ".join((*qui["prenoms"], qui["nom_naissance"]))
    lignes = [
        ("référence", lu["ref"]),
        ("login", lu["login"]),
        ("né(e) le", f"{qui['date_naissance']} à {qui['lieu_naissance']['libelle']} ({qui['age']} ans)"),
        ("nom d'usage", qui["nom_usage"]),
        ("NIR", numeros["nir"]),
        ("SPI", numeros["spi"]),
        ("INE", numeros["ine"]),
        (
            "allocataire",
            allocataire and f"{allocataire['organisme']} {allocataire['code_organisme']} {allocataire['numero']}",
        ),
        ("France Travail", numeros["france_travail"]),
        ("immatriculation", numeros["immatriculation"]),
        ("adresse", _adresse(lu["household"]["adresse"])),
        ("ménage", _noms(lu["household"]["membres"])),
        ("enfants à charge", allocataire and " ".join(e["ref"] for e in allocataire["enfants"])),
        ("parents", _noms(lu["parents"])),
        ("frères et sœurs", _noms(lu["siblings"])),
        ("enfants", _noms(lu["children"])),
    ]
    fiche(nom, lignes)
    for foyer in lu["foyers"]["fiscaux"]:
        charges = [e["ref"] for e in foyer["mineurs"]] + list(foyer["majeurs"])
        texte = " ".join(foyer["declarants"]) + (f", à charge : {' '.join(charges)}" if charges else "")
        typer.echo(f"  foyer fiscal {foyer['annee']}     {foyer['situation'] or '—'} {texte}")
    for revenus in lu["facts"]["incomes"]:
        montants = ", ".join(f"{nature} {euros} €" for nature, euros in revenus.items() if nature != "annee")
        typer.echo(f"  revenus {revenus['annee']}          {montants or 'aucun'}")


def _adresse(lieu: dict[str, str] | None) -> str:
    if lieu is None:
        return ""
    voie = " ".join(p for p in (lieu["numero"], lieu["indice_repetition"], lieu["type_voie"], lieu["nom_voie"]) if p)
    return f"{voie}, {lieu['code_postal']} {lieu['commune']}"


def _noms(personnes: list[dict[str, Any]]) -> str:
    return ", ".join(f"{p['prenoms'][0]} {p['nom_naissance']} ({p['ref']})" for p in personnes)


def _montrer_personnes(registre: Registre, refs: list[str]) -> None:
    trouves = [registre.personne(ref) for ref in refs]
    lignes = [
        (p.ref, p.nom_naissance, " ".join(p.prenoms), p.sexe, p.naissance, p.lieu_naissance.libelle) for p in trouves
    ]
    tableau(("référence", "nom de naissance", "prénoms", "sexe", "naissance", "lieu"), lignes)


def search(
    nir: Annotated[str | None, typer.Option(help="13 ou 15 caractères.")] = None,
    spi: Annotated[str | None, typer.Option(help="Numéro fiscal.")] = None,
    allocataire: Annotated[str | None, typer.Option(help="Numéro d'allocataire, avec --organisme.")] = None,
    organisme: Annotated[str, typer.Option(help="Code de la caisse.")] = "",
    nom: Annotated[str | None, typer.Option(help="Nom de naissance.")] = None,
    prenom: Annotated[str | None, typer.Option(help="Prénoms.")] = None,
    naissance: Annotated[str | None, typer.Option(help="AAAA, AAAA-MM ou AAAA-MM-JJ.")] = None,
    lieu: Annotated[str | None, typer.Option(help="Code COG de naissance.")] = None,
    enfants: Annotated[int | None, typer.Option(min=0, help="Enfants du foyer allocataire.")] = None,
    parent_isole: Annotated[bool, typer.Option("--parent-isole", help="Parent seul.")] = False,
    qf_max: Annotated[int | None, typer.Option(help="Quotient familial, au plus (euros).")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Résultats, au plus.")] = RESULTATS,
    seed: Graine = None,
    size: Taille = None,
    day: Jour = None,
) -> None:
    """Cherche un citoyen par numéro, par identité, ou par situation parmi un échantillon."""
    from gateway.commandes.situations import Criteres
    from gateway.controle.citoyens import pivot

    population = population_de(seed, size, day)
    registre = population.registre
    if nir:
        refs: list[str] = list(registre.par_nir(nir.replace(" ", "")))
    elif spi:
        refs = list(registre.par_spi(spi.replace(" ", "")))
    elif allocataire:
        refs = list(registre.par_allocataire(organisme, allocataire))
    elif nom:
        refs = [p.ref for p in registre.identifier(pivot(nom, prenom, naissance, lieu))]
    elif enfants is not None or parent_isole or qf_max is not None:
        _par_situation(population, Criteres(enfants, parent_isole, qf_max), limit)
        return
    else:
        echouer("Que chercher ?", "Par exemple : bacasable search --nom DUBOIS --prenom Angela, ou --enfants 2")
    if not refs:
        echouer("Personne ne correspond.")
    _montrer_personnes(registre, refs[:limit])


def _par_situation(population: Population, criteres: Criteres, limite: int) -> None:
    trouvees = _chercher_situation(population, criteres, limite)
    if not trouvees:
        echouer(f"Personne ne correspond parmi {TENTATIVES_MAXIMALES} citoyens tirés au sort.")
    registre = population.registre
    lignes = [
        (s.ref, registre.personne(s.ref).nom_naissance, s.enfants, "oui" if s.seul else "non", f"{s.quotient} €")
        for s in trouvees
    ]
    tableau(("référence", "nom de naissance", "enfants", "seul(e)", "quotient familial"), lignes)


def _chercher_situation(population: Population, criteres: Criteres, limite: int) -> list[Situation]:
    """The first allocataires of successive samples who fit; the same ones on every run."""
    from gateway.commandes.situations import convient, situation

    trouvees: dict[str, Situation] = {}
    for lot in range(TENTATIVES_MAXIMALES // LOT):
        for ref in population.registre.echantillon(LOT, lot):
            vue = situation(population.registre, ref, population.jour)
            if vue is not None and convient(vue, criteres):
                trouvees[ref] = vue
                if len(trouvees) == limite:
                    return list(trouvees.values())
    return list(trouvees.values())


@nation.command("info")
def info(seed: Graine = None, size: Taille = None, day: Jour = None) -> None:
    """Dit quelle population est calculée."""
    population = population_de(seed, size, day)
    fiche(
        "Population",
        (
            ("identité", population.registre.identifiant),
            ("empreinte", empreinte(population.registre)),
            ("jour", population.jour),
        ),
    )


def empreinte(registre: Registre, nombre: int = 200) -> str:
    """Sixteen hexadecimal digits over the numbers of a fixed sample: two machines that agree serve the same people."""
    somme = sha256()
    for ref in registre.echantillon(nombre, 0):
        p = registre.personne(ref)
        somme.update(f"{p.ref}{p.nir}{p.spi}{p.nom_naissance}{p.prenoms}{p.naissance}".encode())
    return somme.hexdigest()[:16]

"""`make search`: how long the first page of a search by situation takes, on a living nation of one million.

Each search is timed twice: the first time a process makes it, tables included, then with other people asked meanwhile
forgotten (a new registry), as the hundredth caller sees it.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from urllib.parse import parse_qsl

from fixtures.nation.vie.nation import NationVivante
from fixtures.personas import personas
from gateway.recherche.demande import lire
from gateway.recherche.moteur import Trouves, chercher
from registry.evenements import annees_vecues
from registry.registre import Registre

TAILLE, GRAINE, PAGE = 1_000_000, 42, 20
JOUR = date(2026, 11, 23)
DEMANDES = (
    "situation=parent_isole&qf_max=700&age_enfant=2&lieu=Nantes",
    "situation=parent_isole&enfants=3&qf_max=400",
    "situation=couple_avec_enfants&enfants_min=3&rfr_max=20000&lieu=59",
    "rsa=oui&enfants_min=4",
    "aah=oui&lieu=29",
    "rfr_min=200000",
    "activite=chomage&age=55..&lieu=Saint-Malo",
    "c2s=oui&age_min=70&sexe=F",
    "etat_matrimonial=veuf&age_max=45",
    "prenom=Aliénor&ne_a_l_etranger=oui",
    "organisme=MSA&complement_familial_min=1&garde_alternee=non",
    "situation=parent_isole&jumeaux=oui&qf_min=3000",
    "evenement=naissance&lieu=Nantes",
    "evenement=veuvage&age_max=45",
    "evenement=perte_emploi&qf_max=400",
    "categorie_emploi=4&are=oui",
    "service_civique=en_cours&lieu=Nantes",
    "etudes=superieur&echelon_bourse=7",
)


@dataclass(frozen=True, slots=True)
class Temps:
    """Milliseconds to the first page, the first time and then; who was found."""

    demande: str
    premiere: float
    suivante: float
    trouves: Trouves


def mesurer(taille: int, jour: date) -> list[Temps]:
    """Every search, each to its end, on one nation."""
    nation, mains = NationVivante(GRAINE, taille, jour.year, annees_vecues(jour.year, jour)), personas(jour.year)
    nation.famille("n-0")
    return [_une(demande, jour, [Registre([mains, nation]) for _ in range(2)]) for demande in DEMANDES]


def _une(demande: str, jour: date, registres: list[Registre]) -> Temps:
    durees = []
    for registre in registres:
        debut = perf_counter()
        trouves = chercher(registre, lire(parse_qsl(demande), jour), PAGE, "", lambda: False)
        durees.append(1000 * (perf_counter() - debut))
    return Temps(demande, durees[0], durees[1], trouves)


def main() -> None:
    analyse = argparse.ArgumentParser(description=__doc__)
    analyse.add_argument("--size", type=int, default=TAILLE, help="citizens")
    taille = analyse.parse_args().size
    print(f"{'search':70} {'first':>9} {'next':>9}  found  checked")
    for t in mesurer(taille, JOUR):
        trouves = f"{len(t.trouves.sujets):>6} {t.trouves.examines:>8}"
        print(f"{t.demande:70} {t.premiere:6.0f} ms {t.suivante:6.0f} ms {trouves}")


if __name__ == "__main__":
    main()

"""A hand-built family whose figures are computed by hand in the tests: Léa and Marc Martin, two children, Nantes.

Wages: 24,000 and 12,000 € in 2023, 40,000 and 30,000 € in 2024; nothing in other years. The civil day is
15 October 2025: the CAF reads 2023, the last notice is that of 2024.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from registry.facts import (
    Activite,
    Adresse,
    DateCivile,
    Decision,
    DossierAllocataire,
    Famille,
    Lieu,
    Personne,
    Residence,
    Revenus,
    Sexe,
    Union,
)
from registry.service_national import ORDINAIRE, ServiceNational
from registry.vehicules import Location, Modele, Vehicule
from registry.vues import VueCaf, VueCnam, VueDgfip, VueLivret, VueNaissance, vue_caf, vue_cnam, vue_dgfip
from registry.vues import vue_livret as _vue_livret
from registry.vues import vue_naissance as _vue_naissance
from registry.vues_emploi import VueEmploi, vue_emploi
from registry.vues_sante import VueComplementaire, vue_complementaire
from registry.vues_service_national import VueServiceNational, vue_service_national
from registry.vues_vehicules import VueVehicule, vue_vehicule

JOUR = date(2025, 10, 15)
NANTES = Lieu("44109", "Nantes")
ALGER = Lieu("99352", "Alger", "99352", "ALGERIE")
CHEZ_EUX = Adresse("12", "RUE", "DES LILAS", "44000", "NANTES", "44109", "BIS", complement="BATIMENT B")
SALAIRES = {("lea", 2023): 24_000, ("marc", 2023): 12_000, ("lea", 2024): 40_000, ("marc", 2024): 30_000}


def personne(
    ref: str, sexe: Sexe, prenoms: str, naissance: str, numero: int, lieu: Lieu = NANTES, parents: tuple[str, ...] = ()
) -> Personne:
    """One Martin; `naissance` is `1988-05-04` with 00 for an unknown part, `numero` makes every other number."""
    annee, mois, jour = (int(p) for p in naissance.split("-"))
    return Personne(
        ref=ref,
        sexe=sexe,
        nom_naissance="MARTIN",
        prenoms=tuple(prenoms.split()),
        naissance=DateCivile(annee, mois, jour),
        lieu_naissance=lieu,
        nir=f"{1 if sexe == 'M' else 2}{annee % 100:02d}4399999{numero:03d}00",
        spi=f"39999{numero:05d}000",
        numero_acte=numero,
        email=f"{ref}@example.org",
        telephone="0199000000",
        login=ref,
        parents=parents,
    )


LEA = replace(personne("lea", "F", "Léa Anne", "1988-05-04", 1), nom_naissance="DURAND", nom_usage="MARTIN")
MARC = personne("marc", "M", "Marc", "1985-00-00", 2, ALGER)
TOM = personne("tom", "M", "Tom", "2017-03-10", 3, parents=("marc", "lea"))
ZOE = personne("zoe", "F", "Zoé", "2020-06-02", 4, parents=("marc", "lea"))
TOUS = (LEA, MARC, TOM, ZOE)
MARIAGE = Union("mariage", ("lea", "marc"), date(2015, 7, 4), NANTES)
DOSSIER = DossierAllocataire("lea", "CNAF", "900", "9000001", date(2017, 4, 1))


def revenus(ref: str, annee: int) -> Revenus:
    return Revenus(salaires=SALAIRES.get((ref, annee), 0))


MARTIN = Famille(
    personnes={p.ref: p for p in TOUS},
    unions=(MARIAGE,),
    residences=tuple(Residence(p.ref, "lilas", CHEZ_EUX, date(2015, 1, 1)) for p in TOUS),
    dossiers=(DOSSIER,),
    decisions=(Decision("lea", "c2s", date(2025, 1, 1)),),
    revenus=revenus,
)


#: The same family where everything is granted; Zoé is the disabled child.
TOUT_ACCORDE = replace(
    MARTIN,
    decisions=(
        Decision("lea", "aah", date(2025, 1, 1)),
        Decision("lea", "asf", date(2025, 1, 1)),
        Decision("lea", "ppa", date(2025, 1, 1)),
        Decision("lea", "rsa", date(2025, 1, 1)),
        Decision("lea", "c2s", date(2025, 1, 1)),
        Decision("zoe", "aeeh", date(2024, 9, 1)),
    ),
)


def avec_revenus(declares: Callable[[str, int], Revenus]) -> Famille:
    """The same family with other incomes."""
    return replace(MARTIN, revenus=declares)


def caf(famille: Famille = MARTIN, jour: date = JOUR) -> VueCaf:
    return vue_caf(famille, "lea", jour)


def avis(famille: Famille = MARTIN, annee: int = 2024) -> VueDgfip:
    return vue_dgfip(famille, "lea", annee, JOUR)


def droits(famille: Famille = MARTIN, ref: str = "lea") -> VueCnam:
    return vue_cnam(famille, ref, JOUR)


def emploi(jour: date = JOUR) -> VueEmploi:
    """Léa lost her job on 1 March 2025: 6,000 € of allowance in the year."""
    activites = (Activite("lea", "salarie", date(2012, 9, 1)), Activite("lea", "chomage", date(2025, 3, 1)))
    declares = {2025: Revenus(allocations_chomage=6_000)}
    famille = replace(MARTIN, activites=activites, revenus=lambda ref, annee: declares.get(annee, Revenus()))
    return vue_emploi(famille, "lea", jour)


def jeune(fait: ServiceNational = ORDINAIRE, naissance: str = "2006-04-10", jour: date = JOUR) -> VueServiceNational:
    """A young Martin, in order unless told otherwise."""
    sam = personne("sam", "M", "Sam", naissance, 5)
    return vue_service_national(Famille({"sam": sam}, service_national=lambda ref: fait), "sam", jour)


def complementaire(famille: Famille = MARTIN, ref: str = "lea") -> VueComplementaire:
    return vue_complementaire(famille, ref, JOUR)


DIESEL = Modele("PEUGEOT", "308", "LBBACF-B00009", "M1", "VP", "GO", 1560, 1860, 100, 2013, 2023)


def voiture(location: Location | None = None, jour: date = JOUR) -> VueVehicule:
    """Marc's car, in both names, first registered on 2 May 2019."""
    vehicule = Vehicule(DIESEL, date(2019, 5, 2), "marc", "lea", location)
    return vue_vehicule(replace(MARTIN, vehicule={"marc": vehicule}.get), "marc", jour)


def naissance(ref: str = "tom", famille: Famille = MARTIN) -> VueNaissance:
    parents = tuple(famille.personnes[p] for p in famille.personnes[ref].parents)
    return _vue_naissance(famille, ref, parents, JOUR)


def livret(famille: Famille = MARTIN) -> VueLivret:
    return _vue_livret(famille, "lea", lambda ref: naissance(ref).parents, (TOM, ZOE), JOUR)

"""The numbers of the law, read from the YAML files beside this one and frozen into one object per year or month.

One file is one parameter: `nom`, `description`, `unite`, `reference` (article, and the text behind each value) and
`valeurs` by income year (`impot_revenu/`) or by day (`prestations/` and the domains of `mensuels.py`, always the first
of a month). A value holds until the next one. `revision: annuelle` marks the parameters that a text changes every
year: beyond their last value the objects say `reconduit=True`, the honest name for "the law of that year is not known
here".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

# The same safe loader, in C where libyaml is there: several times faster.
_LECTEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Domaine = Literal[
    "impot_revenu",
    "prestations",
    "references",
    "familiales",
    "solidarite",
    "handicap",
    "sante",
    "accueil",
    "bourses",
    "logement",
    "chomage",
    "retraite",
]
Tranche = tuple[float, float]
#: (seuil, taux, correctif): above `seuil`, the tax is `assiette * taux - correctif`. Highest first.
TrancheCorrigee = tuple[float, float, float]


class ParametreAbsent(LookupError):
    """No value of the law is known for this date: it is before the first one recorded."""

    def __init__(self, nom: str, demande: int | date, premiere: int | date) -> None:
        super().__init__(f"« {nom} » n'est pas connu pour {demande} : la première valeur connue est de {premiere}.")
        self.nom = nom
        self.demande = demande
        self.premiere = premiere


@dataclass(frozen=True, slots=True)
class Parametre:
    """One parameter file; `dates` is sorted and runs parallel to `valeurs` and `textes`."""

    cle: str
    nom: str
    description: str
    unite: str
    article: str
    annuel: bool
    dates: tuple[Any, ...]
    valeurs: tuple[Any, ...]
    textes: tuple[str, ...]

    def valeur(self, quand: int | date) -> Any:
        """The value in force; raises `ParametreAbsent` before the first one."""
        rang = bisect_right(self.dates, quand)
        if rang == 0:
            raise ParametreAbsent(self.nom, quand, self.dates[0])
        return self.valeurs[rang - 1]

    def reconduit(self, quand: int | date) -> bool:
        """Whether a yearly text should have given a newer value than the last one recorded."""
        if not self.annuel:
            return False
        derniere: Any = self.dates[-1]
        echeance: Any = derniere.replace(year=derniere.year + 1) if isinstance(derniere, date) else derniere + 1
        return bool(echeance <= quand)


@dataclass(frozen=True, slots=True)
class ParametresImpot:
    """The income-tax parameters of one income year; amounts in euros a year, one field per file of `impot_revenu/`."""

    annee: int
    reconduit: bool
    tranches: tuple[TrancheCorrigee, ...]
    tranches_cehr_personne_seule: tuple[TrancheCorrigee, ...]
    tranches_cehr_couple: tuple[TrancheCorrigee, ...]
    abattement_pensions_maximum: int
    abattement_pensions_minimum: int
    abattement_pensions_taux: float
    abattement_special: tuple[tuple[int, int], ...]
    age_abattement_special: int
    bareme: tuple[Tranche, ...]
    contribution_hauts_revenus_couple: tuple[Tranche, ...]
    contribution_hauts_revenus_personne_seule: tuple[Tranche, ...]
    decote_couple: int
    decote_personne_seule: int
    decote_taux: float
    deduction_salaires_maximum: int
    deduction_salaires_minimum: int
    deduction_salaires_taux: float
    parts_couple: float
    parts_enfants: tuple[float, ...]
    parts_invalidite: float
    parts_parent_isole: float
    parts_personne_seule: float
    parts_residence_alternee: float
    parts_veuf: float
    plafond_demi_part: int
    plafond_parent_isole: int
    reduction_complementaire_invalidite: int
    reduction_complementaire_veuf: int
    refaction_outre_mer: tuple[tuple[str, float, int], ...]
    seuil_mise_en_recouvrement: int


@dataclass(frozen=True, slots=True)
class ParametresPrestations:
    """The family-benefit parameters of one month; amounts in the unit of each file of `prestations/`.

    `age_majoration_anterieur` is the age that opened the majoration before the last change and `mois_changement_age`
    the month of that change (`annee * 12 + mois - 1`): children who had reached it by then keep their right.
    """

    mois: date
    reconduit: bool
    age_majoration_anterieur: int
    mois_changement_age: int
    af_age_limite: int
    af_age_majoration: int
    af_duree_allocation_forfaitaire: int
    af_majoration_plafond_par_enfant: int
    af_modulation: tuple[float, ...]
    af_nombre_enfants_allocation_forfaitaire: int
    af_nombre_enfants_majoration_aine: int
    af_nombre_minimum_enfants: int
    af_outre_mer_departements: tuple[str, ...]
    af_outre_mer_majoration_un_enfant: tuple[tuple[int, float], ...]
    af_outre_mer_taux_un_enfant: float
    af_plafond_tranche_1: int
    af_plafond_tranche_2: int
    af_residence_alternee: float
    af_taux_allocation_forfaitaire: float
    af_taux_deuxieme_enfant: float
    af_taux_enfant_suivant: float
    af_taux_majoration_age: float
    base_mensuelle_allocations_familiales: float
    crds_taux: float
    qf_parts_adultes: float
    qf_parts_enfant_handicape: float
    qf_parts_enfants: tuple[float, ...]
    qf_residence_alternee: float


@cache
def parametres(domaine: Domaine) -> dict[str, Parametre]:
    """Every parameter of a domain by file stem, read once for the life of the process."""
    lus = (f for f in files(__name__).joinpath(domaine).iterdir() if f.name.endswith(".yaml"))
    tous = (_lire(f.name.removesuffix(".yaml"), f.read_text("utf-8")) for f in lus)
    return {p.cle: p for p in sorted(tous, key=lambda p: p.cle)}


@cache
def parametres_impot(annee_revenus: int) -> ParametresImpot:
    """Parameters for the incomes of `annee_revenus` (declared and taxed the year after).

    Raises `ParametreAbsent` before 2021; after the last voted year the last values stand, with `reconduit=True`.
    """
    valeurs, reconduit = valeurs_en_vigueur("impot_revenu", annee_revenus)
    return ParametresImpot(
        annee=annee_revenus,
        reconduit=reconduit,
        tranches=tranches_corrigees(valeurs["bareme"]),
        tranches_cehr_personne_seule=tranches_corrigees(valeurs["contribution_hauts_revenus_personne_seule"]),
        tranches_cehr_couple=tranches_corrigees(valeurs["contribution_hauts_revenus_couple"]),
        **valeurs,
    )


def parametres_prestations(jour: date) -> ParametresPrestations:
    """Parameters in force on the first of the month of `jour`.

    Raises `ParametreAbsent` before January 2023; a year after the last revaluation, `reconduit=True`.
    """
    return _parametres_du_mois(jour.year, jour.month)


@lru_cache(maxsize=1024)
def _parametres_du_mois(annee: int, mois: int) -> ParametresPrestations:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("prestations", premier)
    age = parametres("prestations")["af_age_majoration"]
    rang = bisect_right(age.dates, premier) - 1
    changement: date = age.dates[rang]
    return ParametresPrestations(
        mois=premier,
        reconduit=reconduit,
        age_majoration_anterieur=age.valeurs[max(0, rang - 1)],
        mois_changement_age=changement.year * 12 + changement.month - 1,
        **valeurs,
    )


def tranches_corrigees(tranches: Iterable[Tranche]) -> tuple[TrancheCorrigee, ...]:
    """A progressive scale [(seuil, marginal taux), ...] as lines from the highest, for one multiplication per tax."""
    lignes: list[TrancheCorrigee] = []
    taux_precedent = correctif = 0.0
    for seuil, taux in tranches:
        correctif += seuil * (taux - taux_precedent)
        taux_precedent = taux
        lignes.append((seuil, taux, correctif))
    return tuple(reversed(lignes))


def valeurs_en_vigueur(domaine: Domaine, quand: int | date) -> tuple[dict[str, Any], bool]:
    """The values of a whole domain by file stem, and whether one of them should have been renewed by then."""
    tous = parametres(domaine)
    valeurs = {cle: parametre.valeur(quand) for cle, parametre in tous.items()}
    return valeurs, any(parametre.reconduit(quand) for parametre in tous.values())


def _lire(cle: str, texte: str) -> Parametre:
    brut = yaml.load(texte, Loader=_LECTEUR)
    valeurs: dict[Any, Any] = brut["valeurs"]
    textes: dict[Any, str] = brut["reference"]["textes"]
    return Parametre(
        cle=cle,
        nom=brut["nom"],
        description=brut["description"],
        unite=brut["unite"],
        article=brut["reference"]["article"],
        annuel=brut.get("revision") == "annuelle",
        dates=tuple(valeurs),
        valeurs=tuple(_fige(v) for v in valeurs.values()),
        textes=tuple(textes[quand] for quand in valeurs),
    )


def _fige(valeur: Any) -> Any:
    return tuple(_fige(v) for v in valeur) if isinstance(valeur, list) else valeur

"""The old-age pension of a private-sector employee, general scheme and Agirc-Arrco, simplified (CSS art. L. 351-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from law.arrondi import au_centime
from law.parametres.carrieres import ParametresRetraite, parametres_retraite
from law.parametres.mensuels import valeur_annuelle
from law.trace import Trace

#: The second slice of the Agirc-Arrco ends there, in ceilings of the sécurité sociale.
PLAFONDS_TRANCHE_2 = 8


@dataclass(frozen=True, slots=True)
class Carriere:
    """A career on the day of departure, always the first of a month.

    `salaires`: gross, one a year, in euros of the year of departure (revalued by who gives them). `trimestres`:
    quarters of all schemes; `trimestres_cotises`: those paid for by work. `enfants`: born or raised.
    """

    naissance: date
    depart: date
    salaires: tuple[float, ...]
    trimestres: int
    trimestres_cotises: int
    enfants: int = 0


@dataclass(frozen=True, slots=True)
class Retraite:
    """Gross euros a month; `taux` of the general scheme (0 before the legal age), `points` of the complementary one."""

    taux: float
    salaire_annuel_moyen: float
    base: float
    points: float
    complementaire: float

    @property
    def total(self) -> float:
        return au_centime(self.base + self.complementaire)


def age_legal(naissance: date, depart: date) -> int:
    """In months, for a pension that takes effect on `depart`; raises `ValueError` for who was born before 1955."""
    return _generation(naissance, parametres_retraite(depart))[0]


def duree_requise(naissance: date, depart: date) -> int:
    """Quarters for the full rate; raises `ValueError` for who was born before 1955."""
    return _generation(naissance, parametres_retraite(depart))[1]


def retraite(c: Carriere, trace: Trace | None = None) -> Retraite:
    """Pension of the first month (CSS art. L. 351-1, L. 351-1-2, L. 351-8, L. 351-10, L. 351-12, R. 351-27, R. 351-29).

    Reference wage times rate times share of the required quarters, with the minimum contributif, the surcote and the
    children; points from the same wages at the price of the year of departure. Known gaps: long careers, disability,
    hardship, several schemes, assimilated quarters in the points, the temporary coefficients of before 2024, parental
    surcote. Nothing is due before the legal age.
    """
    p = parametres_retraite(c.depart)
    age, requise = _generation(c.naissance, p)
    pass_annuel = valeur_annuelle("plafond_securite_sociale", c.depart.year)
    manquants = _manquants(c, requise, p)
    sam = _salaire_moyen(c.salaires, pass_annuel, p)
    ouvert = _mois(c.naissance, c.depart) >= age
    taux = p.taux[0] - p.taux[1] * manquants if ouvert else 0.0
    prorata = min(1.0, c.trimestres / requise)
    points = _points(c.salaires, pass_annuel, p)
    complementaire = points * p.point_valeur / 12 * _anticipation(manquants, p) if ouvert else 0.0
    calculee = sam * taux * prorata / 12
    portee = _minimum(calculee, complementaire, c, requise, p) if ouvert and not manquants else calculee
    surcote = p.taux[2] * _au_dela(c, age, requise) if ouvert else 0.0
    nombre, majoration = p.majoration_enfants
    base = au_centime((portee + calculee * surcote) * (1 + (majoration if c.enfants >= nombre else 0)))
    resultat = Retraite(taux, sam, base, points, au_centime(complementaire))
    if trace is not None:
        ne_le = c.naissance.isoformat()
        trace.note("Âge légal, en mois", age, "CSS, art. L. 161-17-2 et D. 161-2-1-9", naissance=ne_le)
        trace.note("Trimestres requis", requise, "CSS, art. L. 161-17-3", trimestres=c.trimestres)
        trace.note("Salaire annuel moyen", sam, "CSS, art. R. 351-29", annees=len(c.salaires), plafond=pass_annuel)
        trace.note("Taux", taux, "CSS, art. L. 351-1, L. 351-8 et R. 351-27", trimestres_manquants=manquants)
        trace.note("Pension calculée", calculee, "CSS, art. L. 351-1 et R. 351-6", prorata=prorata)
        article = "CSS, art. L. 351-10 et D. 351-2-1"
        trace.note("Portée au minimum contributif", portee, article, trimestres_cotises=c.trimestres_cotises)
        trace.note("Surcote", surcote, "CSS, art. L. 351-1-2 et D. 351-1-4")
        trace.note("Pension de base, brute", base, "CSS, art. L. 351-12", enfants=c.enfants)
        article = "CSS, art. L. 921-1 ; accord du 17 novembre 2017"
        trace.note(
            "Retraite complémentaire, brute", resultat.complementaire, article, points=points, le_point=p.point_valeur
        )
        trace.note("Retraite, brute", resultat.total, "CSS, art. L. 351-1 et L. 921-1")
    return resultat


def _mois(debut: date, fin: date) -> int:
    """Completed months."""
    return (fin.year - debut.year) * 12 + fin.month - debut.month - (fin.day < debut.day)


def _generation(naissance: date, p: ParametresRetraite) -> tuple[int, int]:
    connues = [g for g in p.generations if (g[0], g[1]) <= (naissance.year, naissance.month)]
    if not connues:
        raise ValueError(f"génération d'avant {p.generations[0][0]} : {naissance.year}")
    _, _, age, duree = connues[-1]
    return age, duree


def _manquants(c: Carriere, requise: int, p: ParametresRetraite) -> int:
    """Quarters short of the full rate: of the duration, or of the age that gives it, the fewer (CSS art. R. 351-27)."""
    avant_l_age = max(0, p.age_taux_plein * 12 - _mois(c.naissance, c.depart))
    return min(max(0, requise - c.trimestres), ceil(avant_l_age / 3), p.trimestres_manquants_maximum)


def _au_dela(c: Carriere, age: int, requise: int) -> int:
    """Quarters worked past both the legal age and the required duration."""
    depuis_l_age = max(0, _mois(c.naissance, c.depart) - age) // 3
    return min(max(0, c.trimestres - requise), depuis_l_age)


def _salaire_moyen(salaires: Sequence[float], plafond: float, p: ParametresRetraite) -> float:
    meilleurs = sorted((min(s, plafond) for s in salaires if s), reverse=True)[: p.annees_du_salaire_moyen]
    return sum(meilleurs) / len(meilleurs) if meilleurs else 0.0


def _minimum(calculee: float, complementaire: float, c: Carriere, requise: int, p: ParametresRetraite) -> float:
    """The pension raised to the minimum, as far as the ceiling of all pensions lets it (CSS art. L. 173-2)."""
    simple, majore = p.minimum_contributif
    minimum = simple * min(1.0, c.trimestres / requise)
    if c.trimestres_cotises >= p.minimum_contributif_trimestres:
        minimum += (majore - simple) * min(1.0, c.trimestres_cotises / requise)
    return max(calculee, min(minimum, p.minimum_contributif_plafond - complementaire))


def _points(salaires: Sequence[float], plafond: float, p: ParametresRetraite) -> float:
    """Points of the whole career, as if each year were that of departure."""
    premier, second = p.point_taux
    cotisations = [
        min(s, plafond) * premier + (min(s, PLAFONDS_TRANCHE_2 * plafond) - min(s, plafond)) * second for s in salaires
    ]
    return au_centime(sum(cotisations) / p.point_achat)


def _anticipation(manquants: int, p: ParametresRetraite) -> float:
    """What is left of the complementary pension of who leaves before the full rate, for life."""
    premiers, suivants = p.point_anticipation
    return 1 - premiers * min(manquants, 12) - suivants * max(0, manquants - 12)

"""What France Travail knows of a person on one civil day: the last registration and the payments made since.

The registration is the person's unemployment (`Activite`). The payments made in a civil year add up to the year's
`allocations_chomage`, as declared to the DGFiP: a month is paid in the first days of the next one.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from registry.emploi import Emploi
from registry.erreurs import SansDossier
from registry.facts import Activite, Adresse, Famille, Personne
from registry.groupes import residence
from registry.numeros import identifiant_demandeur

#: Payments are told for this many months, and for the last registration only.
MOIS_D_HISTORIQUE = 24
JOUR_DE_PAIEMENT = 2
_SAMEDI = 5


@dataclass(frozen=True, slots=True)
class Paiement:
    """`centimes` of allowance, before income tax."""

    jour: date
    centimes: int


@dataclass(frozen=True, slots=True, eq=False)
class VueEmploi:
    """A registration, in force when `fin` is None; `paiements` from the oldest."""

    jour: date
    personne: Personne
    adresse: Adresse
    identifiant: str
    emploi: Emploi
    debut: date
    fin: date | None
    paiements: tuple[Paiement, ...]


def vue_emploi(famille: Famille, ref: str, jour: date) -> VueEmploi:
    """The last registration of `ref`; `SansDossier` for who never looked for a job, and for the dead."""
    personne, chez = famille.personnes[ref], residence(famille, ref, jour)
    periodes = [(debut, fin) for debut, fin in _chomage(_activites(famille, ref)) if debut <= jour]
    if not periodes or chez is None or personne.decede_le(jour):
        raise SansDossier("jamais inscrit comme demandeur d'emploi")
    debut, fin = periodes[-1]
    return VueEmploi(
        jour=jour,
        personne=personne,
        adresse=chez.adresse,
        identifiant=identifiant_demandeur(personne.spi),
        emploi=famille.emploi(ref),
        debut=debut,
        fin=fin if fin is not None and fin <= jour else None,
        paiements=_paiements_servis(famille, ref, debut, jour),
    )


def _paiements_servis(famille: Famille, ref: str, debut: date, jour: date) -> tuple[Paiement, ...]:
    depuis = max(debut, _mois_avant(jour, MOIS_D_HISTORIQUE))
    annees = range(depuis.year, jour.year + 1)
    return tuple(p for a in annees for p in paiements_de_l_annee(famille, ref, a) if depuis <= p.jour <= jour)


def paiements_de_l_annee(famille: Famille, ref: str, annee: int) -> tuple[Paiement, ...]:
    """Every payment made in a civil year, those of former registrations too: their sum is the income declared.

    A month pays each of its days alike. Someone who loses a job in December is paid an advance on the last day.
    """
    total = 100 * famille.revenus(ref, annee).allocations_chomage
    if not total:
        return ()
    mois = [m for m in _mois_payes(annee) if _indemnise(_activites(famille, ref), m)]
    if not mois:
        return (Paiement(date(annee, 12, 31), total),)
    cumuls, ecoules, duree = [], 0, sum(_jours(m) for m in mois)
    for m in mois:
        ecoules += _jours(m)
        cumuls.append(total * ecoules // duree)
    montants = (cumul - avant for cumul, avant in zip(cumuls, [0, *cumuls], strict=False))
    return tuple(Paiement(_paye_le(m), montant) for m, montant in zip(mois, montants, strict=True))


def _mois_payes(annee: int) -> Iterator[date]:
    """The first day of the months paid in `annee`: from last December to November."""
    yield date(annee - 1, 12, 1)
    for mois in range(1, 12):
        yield date(annee, mois, 1)


def _indemnise(activites: list[Activite], mois: date) -> bool:
    """Whether a day of the month is one of unemployment; what came before the first known occupation may be."""
    dernier = mois.replace(day=_jours(mois))
    if activites and dernier < activites[0].debut:
        return activites[0].nature == "chomage"
    return any(debut <= dernier and (fin is None or fin > mois) for debut, fin in _chomage(activites))


def _activites(famille: Famille, ref: str) -> list[Activite]:
    return sorted((a for a in famille.activites if a.occupant == ref), key=lambda a: a.debut)


def _chomage(activites: list[Activite]) -> list[tuple[date, date | None]]:
    """First day and end (excluded; None: not ended) of each unemployment, the oldest first."""
    suivants = [a.debut for a in activites[1:]]
    fins = [*suivants, None]
    return [(a.debut, fin) for a, fin in zip(activites, fins, strict=False) if a.nature == "chomage"]


def _jours(mois: date) -> int:
    return monthrange(mois.year, mois.month)[1]


def _paye_le(mois: date) -> date:
    """The second of the next month, or the Monday after."""
    jour = date(mois.year + mois.month // 12, mois.month % 12 + 1, JOUR_DE_PAIEMENT)
    return jour + timedelta(days=7 - jour.weekday()) if jour.weekday() >= _SAMEDI else jour


def _mois_avant(jour: date, mois: int) -> date:
    """`mois` months before, on the last day of the month at most."""
    annee, reste = divmod(jour.year * 12 + jour.month - 1 - mois, 12)
    return date(annee, reste + 1, min(jour.day, monthrange(annee, reste + 1)[1]))

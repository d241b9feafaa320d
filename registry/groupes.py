"""The three groups a person belongs to on a day, derived from the facts and never merged.

- *ménage*: who lives in the same dwelling;
- *foyer allocataire*: whom the CAF or the MSA pays for (couple of any kind and children);
- *foyer fiscal*: who files one tax return for an income year (married or PACS couple, dependants).

A cohabiting couple is one ménage, one foyer allocataire and two foyers fiscaux.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from registry.facts import (
    DossierAllocataire,
    Famille,
    GardeAlternee,
    NatureActivite,
    Residence,
    Union,
    connu_depuis,
)

SituationFamille = Literal["M", "O", "C", "D", "V"]

# Upper age (exclusive) of a child for family allowances: CSS art. R512-2.
AGE_LIMITE_PRESTATIONS = 20
# A minor on 1 January of the income year is a dependant: CGI art. 196.
AGE_MAJORITE = 18
# Attachment of an adult child: under 21, or under 25 when studying (CGI art. 6-3), on 1 January of the income year.
AGE_RATTACHEMENT = 21
AGE_RATTACHEMENT_ETUDES = 25


@dataclass(frozen=True, slots=True)
class EnfantACharge:
    """A child of a foyer; `alternee`: in shared custody, counted by both homes."""

    ref: str
    alternee: bool = False


@dataclass(frozen=True, slots=True)
class FoyerAllocataire:
    dossier: DossierAllocataire
    allocataire: str
    conjoint: str | None
    enfants: tuple[EnfantACharge, ...]


@dataclass(frozen=True, slots=True)
class FoyerFiscal:
    """One tax household for the income year `annee`; `declarants` has one or two refs."""

    annee: int
    declarants: tuple[str, ...]
    situation: SituationFamille
    mineurs: tuple[EnfantACharge, ...]
    majeurs: tuple[str, ...]
    parent_isole: bool


def residence(
    famille: Famille, ref: str, jour: date, administration: str = "", connu_le: date | None = None
) -> Residence | None:
    """Where `ref` lives on `jour`: the last move `administration` has heard of on `connu_le` (by default `jour`)."""
    derniere = None
    for r in famille.residences:
        if (
            r.occupant == ref
            and r.debut <= jour
            and connu_depuis(r.debut, r.known_by, administration) <= (connu_le or jour)
            and (derniere is None or r.debut >= derniere.debut)
        ):
            derniere = r
    return derniere


def menage(famille: Famille, ref: str, jour: date) -> tuple[str, ...]:
    """The living people who share the dwelling of `ref` on `jour`, `ref` included."""
    chez = residence(famille, ref, jour)
    if chez is None:
        return (ref,)
    membres = []
    for autre, personne in famille.personnes.items():
        la = residence(famille, autre, jour)
        if la is not None and la.logement == chez.logement and personne.ne_le(jour) and not personne.decede_le(jour):
            membres.append(autre)
    return tuple(membres)


def occupation(famille: Famille, ref: str, jour: date) -> NatureActivite | None:
    """What `ref` does on `jour`: their last occupation begun by then; None before the first one known."""
    commencees = [a for a in famille.activites if a.occupant == ref and a.debut <= jour]
    return max(commencees, key=lambda a: a.debut).nature if commencees else None


def union_en_cours(famille: Famille, ref: str, jour: date, administration: str = "") -> Union | None:
    for union in famille.unions:
        if ref in union.membres and union.en_cours(jour, administration):
            return union
    return None


def conjoint(famille: Famille, ref: str, jour: date, administration: str = "") -> str | None:
    """The living spouse or partner of `ref`, whatever the kind of union."""
    union = union_en_cours(famille, ref, jour, administration)
    if union is None:
        return None
    autre = union.autre(ref)
    personne = famille.personnes.get(autre)
    return autre if personne is not None and not personne.decede_le(jour, administration) else None


def _logement(famille: Famille, ref: str, jour: date, administration: str) -> str | None:
    r = residence(famille, ref, jour, administration)
    return r.logement if r else None


def _dossier_ouvert(famille: Famille, ref: str, jour: date) -> DossierAllocataire | None:
    for dossier in famille.dossiers:
        if (
            dossier.allocataire == ref
            and dossier.ouvert_le <= jour
            and (dossier.clos_le is None or jour < dossier.clos_le)
        ):
            return dossier
    return None


def dossier_allocataire(famille: Famille, ref: str, jour: date) -> DossierAllocataire | None:
    """The open file in which `ref` is the allocataire or the spouse."""
    dossier = _dossier_ouvert(famille, ref, jour)
    if dossier is not None:
        return dossier
    autre = conjoint(famille, ref, jour, "caf")
    return _dossier_ouvert(famille, autre, jour) if autre else None


def dossier_clos(famille: Famille, ref: str, jour: date) -> DossierAllocataire | None:
    """A file of `ref` that existed and is closed on `jour`."""
    for dossier in famille.dossiers:
        if dossier.allocataire == ref and dossier.clos_le is not None and dossier.clos_le <= jour:
            return dossier
    return None


def foyer_allocataire(famille: Famille, ref: str, jour: date) -> FoyerAllocataire | None:
    """The foyer whose allocataire or spouse is `ref`; None when no fund has an open file (children are not asked)."""
    dossier = dossier_allocataire(famille, ref, jour)
    if dossier is None or famille.personnes[dossier.allocataire].decede_le(jour, "caf"):
        return None
    allocataire = dossier.allocataire
    autre = conjoint(famille, allocataire, jour, "caf")
    enfants = _enfants_prestations(famille, allocataire, autre, jour)
    return FoyerAllocataire(dossier, allocataire, autre, enfants)


def _enfants_prestations(
    famille: Famille, allocataire: str, autre: str | None, jour: date
) -> tuple[EnfantACharge, ...]:
    adultes = (allocataire, autre) if autre else (allocataire,)
    logement = _logement(famille, allocataire, jour, "caf")
    enfants = []
    for ref, personne in famille.personnes.items():
        if ref in adultes or not personne.ne_le(jour) or personne.age(jour) >= AGE_LIMITE_PRESTATIONS:
            continue
        if personne.decede_le(jour, "caf") or _dossier_ouvert(famille, ref, jour) is not None:
            continue
        garde = next((g for g in famille.gardes if g.enfant == ref and _connue(g, jour, "caf")), None)
        if garde is not None and garde.partage_af:
            if any(a in garde.parents for a in adultes):
                enfants.append(EnfantACharge(ref, alternee=True))
        elif _logement(famille, ref, jour, "caf") == logement and logement is not None:
            enfants.append(EnfantACharge(ref))
    return tuple(sorted(enfants, key=lambda e: (famille.personnes[e.ref].naissance.reelle, e.ref)))


def _connue(garde: GardeAlternee, jour: date, administration: str) -> bool:
    return connu_depuis(garde.debut, garde.known_by, administration) <= jour


def foyer_fiscal(famille: Famille, ref: str, annee: int, jour: date) -> FoyerFiscal | None:
    """The foyer that declares `ref` for the income year `annee`, with what the DGFiP knows on `jour`.

    The couple is read on 31 December (CGI 6-1); None when `ref` was not alive or born in that year.
    """
    personne = famille.personnes[ref]
    if not personne.ne_le(date(annee, 12, 31)) or personne.decede_le(date(annee, 1, 1)):
        return None
    parent = _declare_par(famille, ref, annee, jour)
    return _foyer_de(famille, parent or ref, annee, jour)


def _couple_fiscal(famille: Famille, ref: str, annee: int, jour: date) -> Union | None:
    """The marriage or PACS in force on 31 December, if the DGFiP has heard of it by `jour`."""
    fin = date(annee, 12, 31)
    for union in famille.unions:
        if ref not in union.membres or union.nature == "concubinage" or union.debut > fin:
            continue
        if connu_depuis(union.debut, union.known_by, "dgfip") > jour:
            continue
        finie = union.fin is not None and union.fin <= fin
        if finie and connu_depuis(union.fin or fin, union.fin_known_by, "dgfip") <= jour:
            continue
        return union
    return None


def _situation(famille: Famille, ref: str, annee: int, union: Union | None) -> SituationFamille:
    if union is not None:
        return "M" if union.nature == "mariage" else "O"
    fin = date(annee, 12, 31)
    passees = [u for u in famille.unions if ref in u.membres and u.nature != "concubinage" and u.fin and u.fin <= fin]
    if not passees:
        return "C"
    derniere = max(passees, key=lambda u: u.fin or u.debut)
    if derniere.motif_fin == "deces":
        return "V"
    return "D" if derniere.nature == "mariage" else "C"


def _foyer_de(famille: Famille, declarant: str, annee: int, jour: date) -> FoyerFiscal:
    union = _couple_fiscal(famille, declarant, annee, jour)
    declarants = union.membres if union else (declarant,)
    situation = _situation(famille, declarant, annee, union)
    mineurs, majeurs = [], []
    for ref, personne in famille.personnes.items():
        if ref in declarants or not personne.ne_le(date(annee, 12, 31)) or personne.decede_le(date(annee, 1, 1)):
            continue
        garde = _garde_fiscale(famille, ref, annee, jour)
        mineur = personne.age(date(annee, 1, 1)) < AGE_MAJORITE
        if garde is not None and mineur:
            if any(d in garde.parents for d in declarants):
                mineurs.append(EnfantACharge(ref, alternee=True))
        elif _declare_par(famille, ref, annee, jour) in declarants:
            if mineur:
                mineurs.append(EnfantACharge(ref))
            else:
                majeurs.append(ref)
    mineurs.sort(key=lambda e: (famille.personnes[e.ref].naissance.reelle, e.ref))
    seul = union is None and situation in ("C", "D") and _vit_seul(famille, declarant, annee)
    return FoyerFiscal(
        annee, declarants, situation, tuple(mineurs), tuple(majeurs), parent_isole=bool(seul and (mineurs or majeurs))
    )


def _garde_fiscale(famille: Famille, ref: str, annee: int, jour: date) -> GardeAlternee | None:
    fin = date(annee, 12, 31)
    for garde in famille.gardes:
        if garde.enfant == ref and garde.debut <= fin and _connue(garde, jour, "dgfip"):
            return garde
    return None


def _vit_seul(famille: Famille, ref: str, annee: int) -> bool:
    return conjoint(famille, ref, date(annee, 12, 31)) is None


def _declare_par(famille: Famille, ref: str, annee: int, jour: date) -> str | None:
    """Who declares `ref` as a dependant for `annee`; None for an adult who files alone."""
    personne = famille.personnes[ref]
    age = personne.age(date(annee, 1, 1))
    rattachement = next((r for r in famille.rattachements if r.enfant == ref and r.vaut_pour(annee)), None)
    if age < AGE_MAJORITE:
        if rattachement is not None:
            return rattachement.parent
        garde = _garde_fiscale(famille, ref, annee, jour)
        return garde.parents[0] if garde is not None else _parent_present(famille, ref, annee, jour)
    limite = AGE_RATTACHEMENT_ETUDES if _etudie(famille, ref, annee) else AGE_RATTACHEMENT
    return rattachement.parent if rattachement is not None and age < limite else None


def _etudie(famille: Famille, ref: str, annee: int) -> bool:
    fin = date(annee, 12, 31)
    passees = [a for a in famille.activites if a.occupant == ref and a.debut <= fin]
    return bool(passees) and max(passees, key=lambda a: a.debut).nature in ("etudes", "scolarite")


def _parent_present(famille: Famille, ref: str, annee: int, jour: date) -> str | None:
    """The first parent in whose home the minor lived on 31 December, with what the DGFiP knows on `jour`."""
    fin = date(annee, 12, 31)
    chez = residence(famille, ref, fin, "dgfip", max(jour, fin))
    for parent in famille.personnes[ref].parents:
        if parent not in famille.personnes or chez is None or famille.personnes[parent].decede_le(fin):
            continue
        la = residence(famille, parent, fin, "dgfip", max(jour, fin))
        if la is not None and la.logement == chez.logement:
            return parent
    return None

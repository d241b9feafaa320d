"""What one administration knows of a person on one civil day: the only thing a projection receives.

Views are immutable and hold facts, never amounts: the law computes those. Each builder takes the family and a day and
raises `SansDossier` when the administration has nothing to say about the person. A view is compared and hashed by
identity: a registry gives the same object for the same question, so what is computed from it can be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from registry.erreurs import SansDossier
from registry.facts import (
    Adresse,
    Decision,
    Famille,
    Lieu,
    Logement,
    Personne,
    Revenus,
    Union,
    connu_depuis,
    sans_revenus,
)
from registry.groupes import (
    AGE_MAJORITE,
    EnfantACharge,
    SituationFamille,
    conjoint,
    dossier_clos,
    foyer_allocataire,
    foyer_fiscal,
    residence,
)

# The assessment of a year's income is established in the summer of the next one (notices: end of July).
MOIS_DES_AVIS = 8


@dataclass(frozen=True, slots=True)
class EnfantCaf:
    personne: Personne
    alternee: bool


@dataclass(frozen=True, slots=True, eq=False)
class VueCaf:
    """A CAF or MSA file: the foyer of `jour`, the incomes of the year N-2 of allocataire and spouse, and the decisions
    taken about anyone of the foyer, in force or not. Those who have one have told their `logement`, and declare their
    recent incomes: `revenus_de(ref, annee)`."""

    jour: date
    organisme: Literal["CNAF", "MSA"]
    code_organisme: str
    numero: str
    ouvert_le: date
    allocataire: Personne
    conjoint: Personne | None
    enfants: tuple[EnfantCaf, ...]
    adresse: Adresse
    annee_ressources: int
    revenus: tuple[Revenus, ...]
    decisions: tuple[Decision, ...] = ()
    logement: Logement | None = None
    revenus_de: Callable[[str, int], Revenus] = sans_revenus


@dataclass(frozen=True, slots=True, eq=False)
class VueDgfip:
    """A tax household for one income year, as assessed on `jour`.

    `revenus` maps each declarant's and dependant's ref to the year's income; `etablie_le` is the notice's date.
    """

    jour: date
    annee: int
    etablie_le: date
    declarants: tuple[Personne, ...]
    situation: SituationFamille
    mineurs: tuple[EnfantACharge, ...]
    majeurs: tuple[Personne, ...]
    parent_isole: bool
    invalides: frozenset[str]
    adresse: Adresse
    revenus: Mapping[str, Revenus]


@dataclass(frozen=True, slots=True, eq=False)
class VueCnam:
    """An insured person of the general scheme and the children covered with them."""

    jour: date
    assure: Personne
    enfants: tuple[Personne, ...]
    adresse: Adresse
    c2s: bool
    ouverts_depuis: date


@dataclass(frozen=True, slots=True)
class Mention:
    """A marginal mention on a birth act; `type_code` follows the register's nomenclature (27 marriage, 5 divorce…)."""

    nature: Literal["mariage", "pacs", "divorce", "fin_pacs", "deces"]
    type_code: int
    jour: date
    lieu: Lieu | None
    conjoint: Personne | None


@dataclass(frozen=True, slots=True, eq=False)
class VueNaissance:
    """A birth act: its holder, the parents it names and the mentions in its margin on `jour`."""

    jour: date
    titulaire: Personne
    parents: tuple[Personne, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class VueLivret:
    """A livret de famille: the two holders (one for a lone parent), their marriage if any, the children's acts."""

    jour: date
    titulaires: tuple[VueNaissance, ...]
    mariage: Union | None
    enfants: tuple[VueNaissance, ...]


def _adresse(famille: Famille, ref: str, jour: date, administration: str) -> Adresse:
    chez = residence(famille, ref, jour, administration)
    if chez is None:
        raise SansDossier("aucune résidence connue")
    return chez.adresse


def vue_caf(famille: Famille, ref: str, jour: date) -> VueCaf:
    """The file in which `ref` is the allocataire or the spouse."""
    foyer = foyer_allocataire(famille, ref, jour)
    if foyer is None:
        clos = dossier_clos(famille, ref, jour)
        raise SansDossier("aucun dossier allocataire", clos.organisme if clos else None)
    qui = famille.personnes
    dossier = foyer.dossier
    annee = jour.year - 2
    adultes = (foyer.allocataire,) if foyer.conjoint is None else (foyer.allocataire, foyer.conjoint)
    membres = {*adultes, *(e.ref for e in foyer.enfants)}
    decisions = tuple(d for d in famille.decisions if d.beneficiaire in membres and d.debut <= jour)
    chez = residence(famille, foyer.allocataire, jour, "caf")
    if chez is None:
        raise SansDossier("aucune résidence connue")
    return VueCaf(
        jour=jour,
        organisme=dossier.organisme,
        code_organisme=dossier.code_organisme,
        numero=dossier.numero,
        ouvert_le=dossier.ouvert_le,
        allocataire=qui[foyer.allocataire],
        conjoint=qui[foyer.conjoint] if foyer.conjoint else None,
        enfants=tuple(EnfantCaf(qui[e.ref], e.alternee) for e in foyer.enfants),
        adresse=chez.adresse,
        annee_ressources=annee,
        revenus=tuple(famille.revenus(a, annee) for a in adultes),
        decisions=decisions,
        logement=famille.logement(chez.logement) if decisions else None,
        revenus_de=famille.revenus,
    )


def vue_caf_de_l_enfant(famille: Famille, ref: str, jour: date) -> VueCaf:
    """The file that counts `ref` among its children; the first opened when two homes do."""
    for dossier in sorted(famille.dossiers, key=lambda d: d.ouvert_le):
        foyer = foyer_allocataire(famille, dossier.allocataire, jour)
        if foyer is not None and any(e.ref == ref for e in foyer.enfants):
            return vue_caf(famille, dossier.allocataire, jour)
    raise SansDossier("enfant d'aucun dossier allocataire")


def derniere_annee_imposee(jour: date) -> int:
    """The last income year whose notice is out on `jour`."""
    return jour.year - 1 if jour.month >= MOIS_DES_AVIS else jour.year - 2


def vue_dgfip(famille: Famille, ref: str, annee: int, jour: date) -> VueDgfip:
    """The assessment of `annee` that names `ref` as a declarant."""
    if annee > derniere_annee_imposee(jour):
        raise SansDossier("avis pas encore établi")
    foyer = foyer_fiscal(famille, ref, annee, jour)
    if foyer is None or ref not in foyer.declarants:
        raise SansDossier("aucun avis à ce nom")
    qui = famille.personnes
    concernes = (*foyer.declarants, *(e.ref for e in foyer.mineurs), *foyer.majeurs)
    invalides = frozenset(
        d.beneficiaire
        for d in famille.decisions
        if d.nature == "invalidite" and d.beneficiaire in concernes and d.en_cours(date(annee, 12, 31))
    )
    return VueDgfip(
        jour=jour,
        annee=annee,
        etablie_le=date(annee + 1, MOIS_DES_AVIS - 1, 25),
        declarants=tuple(qui[r] for r in foyer.declarants),
        situation=foyer.situation,
        mineurs=foyer.mineurs,
        majeurs=tuple(qui[r] for r in foyer.majeurs),
        parent_isole=foyer.parent_isole,
        invalides=invalides,
        adresse=_adresse_au_premier_janvier(famille, foyer.declarants[0], annee, jour),
        revenus={r: famille.revenus(r, annee) for r in concernes},
    )


def _adresse_au_premier_janvier(famille: Famille, ref: str, annee: int, jour: date) -> Adresse:
    """The address printed on the notice: 1 January of the year after the income year (or the first one known)."""
    chez = residence(famille, ref, date(annee + 1, 1, 1), "dgfip", jour)
    if chez is None:
        siennes = [r for r in famille.residences if r.occupant == ref]
        if not siennes:
            raise SansDossier("aucune résidence connue")
        chez = min(siennes, key=lambda r: r.debut)
    return chez.adresse


def vue_cnam(famille: Famille, ref: str, jour: date) -> VueCnam:
    """The rights of `ref`; the farmers' scheme (MSA) is not known to the general scheme's API."""
    personne = famille.personnes[ref]
    if personne.regime_maladie != "general" or personne.decede_le(jour, "cnam") or not personne.ne_le(jour):
        raise SansDossier("inconnu du régime général")
    return VueCnam(
        jour=jour,
        assure=personne,
        enfants=_ayants_droit(famille, personne, jour),
        adresse=_adresse(famille, ref, jour, "cnam"),
        c2s=any(d.nature == "c2s" and d.beneficiaire == ref and d.en_cours(jour) for d in famille.decisions),
        ouverts_depuis=_droits_ouverts_depuis(personne),
    )


def _ayants_droit(famille: Famille, parent: Personne, jour: date) -> tuple[Personne, ...]:
    """Minor children of an adult, wherever they live: both parents may have them on their card."""
    if parent.age(jour) < AGE_MAJORITE:
        return ()
    enfants = [
        p
        for p in famille.personnes.values()
        if parent.ref in p.parents and p.ne_le(jour) and p.age(jour) < AGE_MAJORITE and not p.decede_le(jour, "cnam")
    ]
    return tuple(sorted(enfants, key=lambda p: (p.naissance.reelle, p.rang_naissance)))


def _droits_ouverts_depuis(personne: Personne) -> date:
    """Rights in one's own name open at 16 at the earliest, at birth for a child."""
    n = personne.naissance.reelle
    return date(n.year + 16, n.month, 1)


def vue_naissance(
    famille: Famille, ref: str, parents: tuple[Personne, ...], jour: date, personne: Personne | None = None
) -> VueNaissance:
    """The birth act of `ref` with the mentions of the events known to its register on `jour`."""
    titulaire = personne or famille.personnes[ref]
    return VueNaissance(jour, titulaire, parents, _mentions(famille, titulaire, jour))


def _mentions(famille: Famille, titulaire: Personne, jour: date) -> tuple[Mention, ...]:
    mentions = []
    for union in famille.unions:
        if titulaire.ref not in union.membres or union.nature == "concubinage":
            continue
        if connu_depuis(union.debut, union.known_by, "etat_civil") > jour:
            continue
        autre = famille.personnes.get(union.autre(titulaire.ref))
        marie = union.nature == "mariage"
        mentions.append(Mention("mariage" if marie else "pacs", 27 if marie else 2, union.debut, union.lieu, autre))
        finie = union.fin is not None and connu_depuis(union.fin, union.fin_known_by, "etat_civil") <= jour
        if union.fin and finie and union.motif_fin in ("divorce", "dissolution"):
            mentions.append(Mention("divorce" if marie else "fin_pacs", 5 if marie else 28, union.fin, None, autre))
    if titulaire.deces is not None and titulaire.decede_le(jour, "etat_civil"):
        mentions.append(Mention("deces", 1, titulaire.deces.jour, titulaire.deces.lieu, None))
    return tuple(sorted(mentions, key=lambda m: m.jour))


def vue_livret(
    famille: Famille,
    ref: str,
    parents_de: Callable[[str], tuple[Personne, ...]],
    enfants: tuple[Personne, ...],
    jour: date,
) -> VueLivret:
    """The livret of the couple `ref` forms, or of `ref` alone, with the children of that livret by birth.

    A partner with whom there is neither marriage nor child is not on the livret; `SansDossier` when nothing is.
    """
    autre = conjoint(famille, ref, jour)
    mariage = next((u for u in famille.unions if u.nature == "mariage" and ref in u.membres and u.en_cours(jour)), None)
    communs = enfants if autre is None else tuple(e for e in enfants if autre in e.parents)
    if autre is not None and mariage is None and not communs:
        autre, communs = None, enfants
    if mariage is None and not communs:
        raise SansDossier("ni mariage ni enfant : aucun livret de famille")
    titulaires = (
        (ref,) if autre is None else tuple(sorted((ref, autre), key=lambda r: famille.personnes[r].sexe != "M"))
    )
    nes = sorted((e for e in communs if e.ne_le(jour)), key=lambda e: (e.naissance.reelle, e.rang_naissance))
    return VueLivret(
        jour,
        tuple(vue_naissance(famille, r, parents_de(r), jour) for r in titulaires),
        mariage,
        tuple(vue_naissance(famille, e.ref, parents_de(e.ref), jour, e) for e in nes),
    )

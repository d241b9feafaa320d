"""From the file of a household at the CAF or the MSA to what the benefits of a month need of it.

The facts hold incomes by civil year: a month is a twelfth of its year, and the last twelve months are the year before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from law.adulte_handicape import AdulteHandicape
from law.aide_logement import Locataire
from law.allocations_familiales import EnfantAF, age_en_mois_civils
from law.enfant_handicape import EnfantHandicape
from law.foyer_solidarite import AdulteSolidarite
from law.parametres import parametres_impot
from law.parametres.mensuels import parametres_handicap
from law.prestations import Demandes, FoyerPrestations
from law.revenus import ressources_prestations_familiales, revenu_brut_global
from law.soutien_familial import EnfantASF
from law.zones_logement import zone_logement
from registry.facts import Adresse, Decision, Logement, NatureDecision, Personne, Revenus

#: The reference quarter ends this many months before the month of payment (CASF art. R. 262-7; two since March 2025).
DECALAGE, PREMIER_MOIS_DU_DECALAGE, DECALAGE_ANTERIEUR = 2, date(2025, 3, 1), 1
METROPOLE_SEULEMENT = ("97", "98")


class Enfant(Protocol):
    @property
    def personne(self) -> Personne: ...
    @property
    def alternee(self) -> bool: ...


class Dossier(Protocol):
    """What the law reads of a file: `registry.vues.VueCaf` has it all."""

    @property
    def allocataire(self) -> Personne: ...
    @property
    def conjoint(self) -> Personne | None: ...
    @property
    def enfants(self) -> Sequence[Enfant]: ...
    @property
    def adresse(self) -> Adresse: ...
    @property
    def annee_ressources(self) -> int: ...
    @property
    def revenus(self) -> tuple[Revenus, ...]: ...
    @property
    def decisions(self) -> Sequence[Decision]: ...
    @property
    def logement(self) -> Logement | None: ...
    @property
    def revenus_de(self) -> Callable[[str, int], Revenus]: ...


def foyer_prestations(dossier: Dossier, premier: date) -> FoyerPrestations:
    """The household in the terms of the law, for the month that starts on `premier`."""
    ages = [(age_en_mois_civils(e.personne.naissance.reelle, premier), e.alternee) for e in dossier.enfants]
    code = dossier.adresse.code_commune
    en_cours = _du_mois(dossier, premier)
    return FoyerPrestations(
        enfants=tuple([EnfantAF(age, alternee) for age, alternee in ages]),
        revenus=dossier.revenus,
        annee=dossier.annee_ressources,
        departement=code[:3] if code.startswith("97") else code[:2],
        demandes=_demandes(dossier, premier, en_cours) if en_cours else None,
    )


def enfants_handicapes(dossier: Dossier, premier: date) -> frozenset[str]:
    """The children of the file for whom the AEEH is granted in the month."""
    refs = {e.personne.ref for e in dossier.enfants}
    return frozenset(d.beneficiaire for d in _du_mois(dossier, premier) if d.nature == "aeeh") & refs


def locataire(
    jour: date, logement: Logement | None, code_commune: str, revenus: Sequence[Revenus], couple: bool, charges: int
) -> Locataire | None:
    """The tenant household whom housing aid may go to; None for another tenure, or overseas, whose scale is not known.

    `revenus`: those of the civil year before `jour`, of every adult.
    """
    if logement is None or logement.statut not in ("locataire_prive", "locataire_social"):
        return None
    if code_commune.startswith(METROPOLE_SEULEMENT):
        return None
    return Locataire(
        loyer=logement.montant,
        ressources=ressources_prestations_familiales(revenus, jour.year - 1),
        zone=zone_logement(jour, code_commune),
        personnes_a_charge=charges,
        couple=couple,
        meuble=logement.meuble,
        conventionne=logement.statut == "locataire_social",
    )


def loge_gratuitement(logement: Logement | None) -> bool:
    """Lent, or owned without a loan (CASF art. R. 262-9)."""
    return logement is not None and logement.statut in ("proprietaire", "loge_gratuitement")


def _du_mois(dossier: Dossier, premier: date) -> list[Decision]:
    """The decisions that open a right to the month: the right opens on the first of the month of the claim."""
    return [d for d in dossier.decisions if d.debut.replace(day=1) <= premier and (d.fin is None or premier < d.fin)]


def _demandes(dossier: Dossier, premier: date, en_cours: Sequence[Decision]) -> Demandes:
    adultes = [p for p in (dossier.allocataire, dossier.conjoint) if p is not None]
    natures: dict[str, set[NatureDecision]] = {}
    for d in en_cours:
        natures.setdefault(d.beneficiaire, set()).add(d.nature)
    du_foyer = frozenset(n for p in adultes for n in natures.get(p.ref, ()))
    n_moins_1 = tuple(dossier.revenus_de(p.ref, premier.year - 1) for p in adultes)
    handicapes = tuple(
        (rang, _adulte_handicape(dossier, premier, rang, p))
        for rang, p in enumerate(adultes)
        if "aah" in natures.get(p.ref, ())
    )
    return Demandes(
        natures=du_foyer,
        adultes=tuple(_adulte(dossier, p, premier) for p in adultes),
        handicapes=handicapes,
        enfants_handicapes=_enfants_handicapes(dossier, premier, en_cours),
        soutien=_soutenus(dossier, premier) if "asf" in du_foyer else (),
        logement=locataire(
            premier, dossier.logement, dossier.adresse.code_commune, n_moins_1, len(adultes) == 2, len(dossier.enfants)
        ),
        loge_gratuitement=loge_gratuitement(dossier.logement),
    )


def _adulte(dossier: Dossier, p: Personne, premier: date) -> AdulteSolidarite:
    mois = _mois_de_reference(premier)
    par_annee = {annee: par_mois(dossier.revenus_de(p.ref, annee)) for annee in {a for a, _ in mois}}
    un, deux, trois = (par_annee[annee] for annee, _ in mois)
    return AdulteSolidarite(p.age(premier), (un[0], deux[0], trois[0]), (un[1], deux[1], trois[1]))


def _mois_de_reference(premier: date) -> tuple[tuple[int, int], ...]:
    """The three months, as (year, month), oldest first."""
    decalage = DECALAGE if premier >= PREMIER_MOIS_DU_DECALAGE else DECALAGE_ANTERIEUR
    dernier = premier.year * 12 + premier.month - 1 - decalage
    return tuple((m // 12, m % 12 + 1) for m in (dernier - 2, dernier - 1, dernier))


def par_mois(r: Revenus) -> tuple[float, float]:
    """Euros of a month from work, then from elsewhere; alimony paid is not deducted (CASF art. R. 262-6)."""
    travail = r.salaires + r.benefices_agricoles + r.benefices_non_commerciaux
    autres = r.allocations_chomage + r.pensions_retraite + r.pensions_alimentaires_recues + max(0, r.revenus_fonciers)
    return travail / 12, autres / 12


def _adulte_handicape(dossier: Dossier, premier: date, rang: int, p: Personne) -> AdulteHandicape:
    """Whoever has the decision meets its medical conditions, whatever the rate: the lower one, with the restriction."""
    trimestre = _adulte(dossier, p, premier).revenus_activite
    hors_travail = replace(dossier.revenus[rang], salaires=0, benefices_agricoles=0, benefices_non_commerciaux=0)
    return AdulteHandicape(
        age=p.age(premier),
        taux_incapacite=parametres_handicap(premier).aah_taux_incapacite[1],
        restriction_emploi=True,
        revenus_activite=4 * sum(trimestre),
        autres_revenus=revenu_brut_global((hors_travail,), parametres_impot(dossier.annee_ressources)),
        enfants=len(dossier.enfants),
    )


def _enfants_handicapes(dossier: Dossier, premier: date, en_cours: Sequence[Decision]) -> tuple[EnfantHandicape, ...]:
    categories = {d.beneficiaire: d.categorie for d in en_cours if d.nature == "aeeh"}
    return tuple(
        EnfantHandicape(age_en_mois_civils(e.personne.naissance.reelle, premier), categories[e.personne.ref])
        for e in dossier.enfants
        if e.personne.ref in categories
    )


def _soutenus(dossier: Dossier, premier: date) -> tuple[EnfantASF, ...]:
    """Each child kept full time, with its share of the alimony of the year."""
    gardes = [e for e in dossier.enfants if not e.alternee]
    recue = dossier.revenus_de(dossier.allocataire.ref, premier.year).pensions_alimentaires_recues / 12
    ages = (age_en_mois_civils(e.personne.naissance.reelle, premier) for e in gardes)
    return tuple(EnfantASF(age, recue / len(gardes)) for age in ages)

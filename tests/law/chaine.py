"""What our law says of a whole household of `oracle/menages.py`: the functions of `law/` one after the other.

Nothing is computed here but the resources that each benefit looks at (which year, which months), by its own text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from law.adulte_handicape import AdulteHandicape, adulte_handicape
from law.aide_logement import Locataire, aide_logement
from law.allocation_base import allocation_base
from law.allocations_familiales import EnfantAF, age_en_mois_civils, allocations_familiales
from law.complement_familial import complement_familial
from law.famille import Famille, couple_biactif
from law.foyer import SituationFamille, SituationFiscale
from law.foyer_solidarite import AdulteSolidarite, FoyerSolidarite
from law.impot_revenu import impot_revenu
from law.parametres import parametres_impot, parametres_prestations
from law.parametres.mensuels import parametres_familiales, references
from law.prime_activite import prime_activite
from law.rentree_scolaire import rentree_scolaire
from law.revenus import ressources_prestations_familiales, revenu_brut_global, revenu_net
from law.rsa import rsa
from law.soutien_familial import EnfantASF, soutien_familial
from registry.facts import Revenus

Cas = dict[str, Any]
#: CASF art. R. 262-10-1 and CSS art. R. 844-4: share of the BMAF that an ASF counts for in the RSA and the prime.
ASF_RETENU = 0.225
#: CSS art. R. 262-3: a child is in charge for the RSA until twenty-five.
AGE_LIMITE_RSA = 25
#: CSS art. L. 842-8: hours of SMIC from which the AAH of someone who works is an income from work.
HEURES_AAH = 29
AGE_LIMITE_LOGEMENT = 21


class Menage:
    """A case read once: its month, its adults' incomes by month, its children."""

    def __init__(self, cas: Mapping[str, Any]) -> None:
        self.cas = cas
        self.jour = date.fromisoformat(f"{cas['mois']}-01")
        self.annee = self.jour.year
        self.adultes = cas["adultes"]
        self.naissances = [date.fromisoformat(e["naissance"]) for e in cas["enfants"]]
        self.ages_mois = [age_en_mois_civils(n, self.jour) for n in self.naissances]
        self.alternes = [bool(e.get("alternee")) for e in cas["enfants"]]
        self.isole = len(self.adultes) == 1
        self.departement = cas["departement"]

    def revenus(self, adulte: Cas, recul: int) -> Revenus:
        return Revenus(**adulte["revenus"][str(self.annee - recul)])

    def salaire_du_mois(self, adulte: Cas, recul: int) -> float:
        """Wages of the month `recul` months before the household's."""
        if recul in (1, 2, 3) and "trimestre" in adulte:
            return float(adulte["trimestre"][3 - recul])
        return self.revenu_du_mois(adulte, "salaires", recul)

    def revenu_du_mois(self, adulte: Cas, nature: str, recul: int) -> float:
        annee = (self.annee * 12 + self.jour.month - 1 - recul) // 12
        return float(adulte["revenus"][str(annee)].get(nature, 0)) / 12

    def age(self, adulte: Cas) -> int:
        return age_en_mois_civils(date.fromisoformat(adulte["naissance"]), self.jour) // 12

    def independant(self, adulte: Cas) -> float:
        """The last known yearly profits, by kind, a month (CASF art. R. 262-19 and following)."""
        total = 0.0
        for nature in ("benefices_agricoles", "benefices_non_commerciaux"):
            connus = [r.get(nature, 0) for _, r in sorted(adulte["revenus"].items(), reverse=True)]
            total += next((c for c in connus if c), 0)
        return total / 12


def figures(cas: Mapping[str, Any]) -> Cas:
    """Every quantity of the golden file, by the same names; those of a tax notice are lists, one item a foyer."""
    m = Menage(cas)
    avis = [impot_revenu(s) for s in situations_fiscales(m)]
    familiales = _familiales(m)
    aah = sum(_adulte_handicape(m, a) for a in m.adultes)
    logement = _aide_logement(m, familiales, aah)
    return familiales | {
        "aide_logement": logement,
        "rsa": rsa(m.jour, _solidarite(m, familiales, aah, logement)),
        "prime_activite": prime_activite(m.jour, _solidarite(m, familiales, aah, logement, pour_la_prime=True)),
        "adulte_handicape": aah,
        "parts": [a.parts for a in avis],
        "rfr": [a.rfr for a in avis],
        "impot": [a.impot_net for a in avis],
    }


def situations_fiscales(m: Menage) -> list[SituationFiscale]:
    """The foyers of the year before; two for a cohabiting couple."""
    if m.cas["situation"] != "U":
        return [_foyer(m, list(m.adultes), list(range(len(m.naissances))))]
    return [
        _foyer(m, [adulte], [i for i, e in enumerate(m.cas["enfants"]) if e.get("declare_par", 0) == rang])
        for rang, adulte in enumerate(m.adultes)
    ]


def _foyer(m: Menage, declarants: list[Cas], enfants: list[int]) -> SituationFiscale:
    annee = m.annee - 1
    fin, debut = date(annee, 12, 31), date(annee, 1, 1)
    nes = [i for i in enfants if m.naissances[i] <= fin]
    majeurs = [i for i in nes if _age(m.naissances[i], debut) >= 18]
    mineurs = [i for i in nes if i not in majeurs]
    alternes = [i for i in mineurs if m.alternes[i]]
    situation: SituationFamille = "C" if m.cas["situation"] == "U" else m.cas["situation"]
    charges = [Revenus(salaires=m.cas["enfants"][i]["salaires"]) for i in nes if "salaires" in m.cas["enfants"][i]]
    return SituationFiscale(
        annee=annee,
        situation=situation,
        ages_declarants=tuple(_age(date.fromisoformat(d["naissance"]), fin) for d in declarants),
        revenus_declarants=tuple(m.revenus(d, 1) for d in declarants),
        mineurs=len(mineurs) - len(alternes),
        mineurs_alternee=len(alternes),
        majeurs_rattaches=len(majeurs),
        parent_isole=bool(m.cas.get("parent_isole") and nes),
        revenus_charge=tuple(charges),
        departement=m.departement,
    )


def _age(naissance: date, jour: date) -> int:
    return jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))


def famille(m: Menage) -> Famille:
    """Resources and earners of the year N-2."""
    revenus = [m.revenus(a, 2) for a in m.adultes]
    travail = [
        Revenus(
            salaires=r.salaires,
            benefices_agricoles=r.benefices_agricoles,
            benefices_non_commerciaux=r.benefices_non_commerciaux,
        )
        for r in revenus
    ]
    p = parametres_impot(m.annee - 2)
    gains = [revenu_brut_global((r,), p) for r in travail]
    return Famille(
        ages_mois=tuple(m.ages_mois),
        ressources_n_moins_2=ressources_prestations_familiales(revenus, m.annee - 2),
        isole=m.isole,
        biactif=not m.isole and couple_biactif((gains[0], gains[1]), m.annee - 2),
        departement=m.departement,
    )


def _familiales(m: Menage) -> Cas:
    f = famille(m)
    enfants = [EnfantAF(age, alterne) for age, alterne in zip(m.ages_mois, m.alternes, strict=True)]
    recues = sum(m.revenu_du_mois(a, "pensions_alimentaires_recues", 0) for a in m.adultes)
    pour_qui = [age for age in m.ages_mois if 1 <= age < 240]
    asf = [EnfantASF(age, recues / max(1, len(pour_qui))) for age in pour_qui]
    a_charge = sum(1 for n in m.naissances if age_en_mois_civils(n, date(m.annee, 10, 1)) < 252)
    return {
        "allocations_familiales": allocations_familiales(m.jour, enfants, f.ressources_n_moins_2, m.departement),
        "complement_familial": complement_familial(m.jour, f),
        "allocation_base": allocation_base(m.jour, f),
        "soutien_familial": soutien_familial(m.jour, asf, m.isole),
        "rentree_scolaire": rentree_scolaire(m.annee, m.naissances, a_charge, f.ressources_n_moins_2),
    }


def _adulte_handicape(m: Menage, adulte: Cas) -> float:
    """On the last quarter for who works, else on the year N-2 (CSS art. R. 821-4-1 and R. 821-4-5)."""
    if not adulte.get("taux_incapacite"):
        return 0.0
    if m.salaire_du_mois(adulte, 0) or m.revenus(adulte, 1).benefices_non_commerciaux:
        activite = 4 * sum(m.salaire_du_mois(adulte, recul) for recul in (1, 2, 3))
        autres = 4 * sum(m.revenu_du_mois(adulte, "pensions_alimentaires_recues", r) for r in (1, 2, 3))
    else:
        r = m.revenus(adulte, 2)
        activite, autres = (
            r.salaires + r.allocations_chomage,
            revenu_net(Revenus(pensions_alimentaires_recues=r.pensions_alimentaires_recues), m.annee - 2).pensions,
        )
    a = AdulteHandicape(
        m.age(adulte),
        adulte["taux_incapacite"],
        bool(adulte.get("restriction_emploi")),
        activite,
        autres,
        enfants=sum(1 for age in m.ages_mois if age < 240),
    )
    return adulte_handicape(m.jour, a)


def _aide_logement(m: Menage, familiales: Cas, aah: float) -> int:
    """Wages, unemployment benefits and pensions of the twelve months that end two months before; other incomes of the
    year N-2, alimony of N-1 (CCH art. R. 822-3 and R. 822-4). Work is left out for whoever had the RSA in the month
    before (R. 822-15)."""
    if "loyer" not in m.cas:
        return 0
    sans_le_rsa = _montant_du_logement(m, au_rsa=False)
    le_mois_d_avant = _solidarite(m, familiales, aah, sans_le_rsa, decalage=1)
    return _montant_du_logement(m, au_rsa=True) if rsa(m.jour, le_mois_d_avant) else sans_le_rsa


def rsa_du_mois_d_avant(m: Menage) -> tuple[float, float]:
    """The RSA of the month before with the housing aid, then as if there were none."""
    familiales = _familiales(m)
    aah = sum(_adulte_handicape(m, a) for a in m.adultes)
    aide = _montant_du_logement(m, au_rsa=False)
    avec, sans = (rsa(m.jour, _solidarite(m, familiales, aah, a, decalage=1)) for a in (aide, 0))
    return avec, sans


def _montant_du_logement(m: Menage, *, au_rsa: bool) -> int:
    total = 0.0
    for adulte in m.adultes:
        ancien, dernier = m.revenus(adulte, 2), m.revenus(adulte, 1)
        salaires = sum(m.salaire_du_mois(adulte, r) for r in range(2, 14))
        chomage = sum(m.revenu_du_mois(adulte, "allocations_chomage", r) for r in range(2, 14))
        retraites = sum(m.revenu_du_mois(adulte, "pensions_retraite", r) for r in range(2, 14))
        recues = dernier.pensions_alimentaires_recues
        travail = revenu_net(Revenus(salaires=round(salaires + chomage)), m.annee - 1).salaires
        pensions = revenu_net(
            Revenus(pensions_retraite=round(retraites), pensions_alimentaires_recues=recues), m.annee
        ).pensions
        independant = ancien.benefices_agricoles + ancien.benefices_non_commerciaux
        total += (0 if au_rsa else travail + independant) + pensions
        total += max(0, ancien.revenus_fonciers) - dernier.pensions_alimentaires_versees
    locataire = Locataire(
        loyer=m.cas["loyer"],
        ressources=max(0.0, total),
        zone=m.cas["zone"],
        personnes_a_charge=sum(1 for age in m.ages_mois if age < 12 * AGE_LIMITE_LOGEMENT),
        couple=not m.isole,
        meuble=bool(m.cas.get("meuble")),
    )
    return aide_logement(m.jour, locataire)


def _solidarite(
    m: Menage, familiales: Cas, aah: float, logement: float, *, pour_la_prime: bool = False, decalage: int = 0
) -> FoyerSolidarite:
    """The three months before the month, or before the one `decalage` months earlier."""
    adultes = []
    for adulte in m.adultes:
        siens = aah if adulte.get("taux_incapacite") else 0.0
        # rents: those of the quarter for the RSA, of the year N-2 for the prime (CSS art. R. 844-5)
        rentes = m.revenus(adulte, 2 if pour_la_prime else 0).revenus_fonciers / 12
        activite, autres = [], []
        for recul in range(3 + decalage, decalage, -1):
            travail = m.salaire_du_mois(adulte, recul) + m.independant(adulte)
            reste = rentes + sum(
                m.revenu_du_mois(adulte, nature, recul)
                for nature in ("allocations_chomage", "pensions_retraite", "pensions_alimentaires_recues")
            )
            aah_au_travail = pour_la_prime and travail >= HEURES_AAH * references(m.jour).smic_horaire
            activite.append(travail + (siens if aah_au_travail else 0))
            autres.append(reste + (0 if aah_au_travail else siens))
        adultes.append(AdulteSolidarite(m.age(adulte), _trois(activite), _trois(autres)))
    enfants = sum(1 for n in m.naissances if _age(n, m.jour) < AGE_LIMITE_RSA)
    return FoyerSolidarite(
        adultes=tuple(adultes),
        enfants=enfants,
        majore=m.isole and any(age < 36 for age in m.ages_mois),
        prestations_familiales=_prestations_retenues(m, familiales),
        aide_logement=logement,
        loge_gratuitement=bool(m.cas.get("loge_gratuitement")),
    )


def _trois(montants: list[float]) -> tuple[float, float, float]:
    a, b, c = montants
    return a, b, c


def _prestations_retenues(m: Menage, familiales: Cas) -> float:
    """Gross of the CRDS, which is a levy on what is paid: allowances without majoration for age, base allowance, CF at
    its simple rate, ASF up to its flat amount."""
    p = parametres_prestations(m.jour)
    sans_majoration = [
        EnfantAF(min(age, 60), alterne) for age, alterne in zip(m.ages_mois, m.alternes, strict=True) if age < 240
    ]
    af = allocations_familiales(m.jour, sans_majoration, famille(m).ressources_n_moins_2, m.departement)
    bmaf, brut = p.base_mensuelle_allocations_familiales, 1 / (1 - p.crds_taux)
    cf = min(familiales["complement_familial"] * brut, bmaf * parametres_familiales(m.jour).cf_taux)
    enfants = sum(1 for age in m.ages_mois if 1 <= age < 240)
    asf = min(familiales["soutien_familial"] * brut, bmaf * ASF_RETENU * enfants)
    return float((af + familiales["allocation_base"]) * brut + cf + asf)

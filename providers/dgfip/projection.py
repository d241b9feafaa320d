"""From an assessed tax household to the bodies of API Impôt particulier, cut down to the granted scopes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from law.avis import situation_fiscale
from law.impot_revenu import ResultatImpot, impot_revenu
from providers.dgfip import contract
from providers.dgfip.scopes import FILTRE
from registry.facts import Personne, Revenus
from registry.vues import VueDgfip

# Boxes of form 2042 by person: declarants 1 and 2, then the dependants (further ones share the last column).
CASES_PAR_PERSONNE = (
    ("tspr", "salaires", ("1AJ", "1BJ", "1CJ", "1DJ", "1EJ", "1FJ")),
    ("tspr", "allocations_chomage", ("1AP", "1BP", "1CP", "1DP", "1EP", "1FP")),
    ("tspr", "pensions_retraite", ("1AS", "1BS", "1CS", "1DS", "1ES", "1FS")),
    ("tspr", "pensions_alimentaires_recues", ("1AO", "1BO", "1CO", "1DO", "1EO", "1FO")),
    ("pro", "benefices_agricoles", ("5HC", "5IC", "5JC")),
    ("pro", "benefices_non_commerciaux", ("5QC", "5RC", "5SC")),
)
CASES_DU_FOYER = (("fonc", "revenus_fonciers", "4BA"), ("chges", "pensions_alimentaires_versees", "6GU"))
# Rank of the first dependant among the boxes: after the two declarants.
RANG_CHARGES = 2
SANS_REVENU = Revenus()
#: Households whose answer is kept as long as their view is: the same question is asked again and again.
REPONSES_GARDEES = 4096


def situation(vue: VueDgfip, accordes: frozenset[str]) -> dict[str, Any]:
    """`/situations/ir/assiettes`. Raises `law.parametres.ParametreAbsent` when the law of the year is not recorded."""
    return FILTRE.ouverture(accordes).appliquer(_situation(vue))


def derniere_situation(vue: VueDgfip, accordes: frozenset[str]) -> dict[str, Any]:
    """`/dernieresituation/ir/assiettes`: the same with its year. Notices are never corrected here."""
    complet: contract.DerniereSituation = {"annRevenu": vue.annee, **_situation(vue)}
    return FILTRE.ouverture(accordes).appliquer(complet)


def situations_multiples(vue: VueDgfip, accordes: frozenset[str]) -> dict[str, Any]:
    """`/situations/ir/assiettes/multiple`: one period, the whole year (no marriage or death splits it here)."""
    complet: dict[str, Any] = {
        **_situation(vue),
        "dateDebutPeriode": f"{vue.annee}-01-01",
        "dateFinPeriode": f"{vue.annee}-12-31",
    }
    for n, declarant in enumerate(vue.declarants, 1):
        complet[f"spiDec{n}"] = declarant.spi
        deces = declarant.deces
        if deces is not None and deces.jour.year == vue.annee and declarant.decede_le(vue.jour, "dgfip"):
            complet[f"dateDecesdec{n}"] = deces.jour.isoformat()
    return {"situationsIR": [FILTRE.ouverture(accordes).appliquer(complet)]}


def factures(vue: VueDgfip, accordes: frozenset[str]) -> dict[str, Any]:
    """`/situations/ir/factures`: the situation and the lines of the notice that repeat an opened field."""
    calcul = resultat(vue)
    ouverture = FILTRE.ouverture(accordes)
    lignes = [ligne for champ, ligne in _lignes(vue, calcul) if champ in ouverture.champs]
    return ouverture.appliquer(_situation(vue)) | {"facture": lignes}


@lru_cache(REPONSES_GARDEES)
def resultat(vue: VueDgfip) -> ResultatImpot:
    """The tax of the household of `vue`."""
    return impot_revenu(situation_fiscale(vue))


@lru_cache(REPONSES_GARDEES)
def _situation(vue: VueDgfip) -> contract.Situation:
    calcul = resultat(vue)
    declarants = [vue.revenus[p.ref] for p in vue.declarants]
    complet: contract.Situation = {
        "rfr": calcul.rfr,
        "sitFam": vue.situation,
        "nbPart": calcul.parts,
        "pac": _pac(vue),
        "aft": _adresse_en_ligne(vue),
        "aftDetail": _adresse(vue),
        "sitParIso": _oui(vue.parent_isole),
        "pensAlPer": sum(r.pensions_alimentaires_recues for r in declarants),
        "indDeficit": _oui(any(_deficit(r) for r in vue.revenus.values())),
        "revenuBrutGlobal": calcul.revenu_brut_global,
        "revImposable": calcul.revenu_net_imposable,
        "mntRevbareme": calcul.impot_bareme,
        "impAvImput": calcul.impot_net,
        "montTotIr": calcul.montant_total,
        "datRec": f"{vue.annee + 1}-07-31",
        "datEtab": vue.etablie_le.isoformat(),
        "numRole": _numero_role(vue.declarants[0]),
        "fipNum": _numero_fip(vue),
        "rev": _cases(vue),
    }
    for n, declarant in enumerate(vue.declarants, 1):
        complet.update(_etat_civil(declarant, n))  # type: ignore[typeddict-item]  # the members of declarant n
    return complet


def _etat_civil(p: Personne, n: int) -> dict[str, Any]:
    """`nmUsa` is the name the declarant goes by: the usage name, or the birth name without one."""
    naissance = p.naissance
    return {
        f"nmNaiDec{n}": p.nom_naissance,
        f"nmUsaDec{n}": p.nom_usage or p.nom_naissance,
        f"prnmDec{n}": " ".join(p.prenoms),
        f"dateNaisDec{n}": {
            "jour": f"{naissance.jour:02d}",
            "mois": f"{naissance.mois:02d}",
            "annee": f"{naissance.annee:04d}",
        },
        f"dptNaissDec{n}": p.lieu_naissance.departement,
        f"lieuNaissDec{n}": p.lieu_naissance.libelle,
    }


def _pac(vue: VueDgfip) -> contract.Pac:
    exclusifs = [e.ref for e in vue.mineurs if not e.alternee]
    alternes = [e.ref for e in vue.mineurs if e.alternee]
    return {
        "nbPac": len(vue.mineurs) + len(vue.majeurs),
        "nbPacF": len(exclusifs),
        "nbPacG": sum(ref in vue.invalides for ref in exclusifs),
        "nbPacH": len(alternes),
        "nbPacI": sum(ref in vue.invalides for ref in alternes),
        "nbPacR": 0,
        "nbPacJ": len(vue.majeurs),
        "nbPacN": 0,
        "nbPacP": 0,
    }


def _adresse_en_ligne(vue: VueDgfip) -> str:
    a = vue.adresse
    return " ".join(p for p in (a.complement, a.ligne_voie, a.lieu_dit, a.ligne_commune) if p)


def _adresse(vue: VueDgfip) -> contract.AdresseDetail:
    a = vue.adresse
    detail: contract.AdresseDetail = {
        "voie": a.ligne_voie,
        "getcommune": a.commune,
        "getcodePostal": a.code_postal,
        "commune": None,
        "codePostal": a.ligne_commune,
    }
    if a.complement:
        detail["complementAdresse"] = a.complement
    return detail


def _cases(vue: VueDgfip) -> contract.Revenus:
    """Boxes of the declared incomes, empty ones left out."""
    rev: dict[str, dict[str, int]] = {"tspr": {}, "fonc": {}, "pro": {}, "chges": {}}
    personnes = _revenus_par_rang(vue)
    for nature, champ, codes in CASES_PAR_PERSONNE:
        for rang, revenus in personnes:
            montant = getattr(revenus, champ)
            if montant > 0:
                code = codes[min(rang, len(codes) - 1)]
                rev[nature][code] = rev[nature].get(code, 0) + montant
    for nature, champ, code in CASES_DU_FOYER:
        total = sum([getattr(r, champ) for _, r in personnes])
        if total > 0:
            rev[nature][code] = total
    return {  # type: ignore[return-value]  # the four natures above
        nature: [{"code": code, "valeur": str(valeur)} for code, valeur in cases.items()]
        for nature, cases in rev.items()
    }


def _revenus_par_rang(vue: VueDgfip) -> list[tuple[int, Revenus]]:
    charges = [*[e.ref for e in vue.mineurs if not e.alternee], *[p.ref for p in vue.majeurs]]
    declarants = [(rang, vue.revenus[p.ref]) for rang, p in enumerate(vue.declarants)]
    return declarants + [
        (rang, vue.revenus[ref]) for rang, ref in enumerate(charges, RANG_CHARGES) if vue.revenus[ref] != SANS_REVENU
    ]


def _lignes(vue: VueDgfip, calcul: ResultatImpot) -> list[tuple[str, contract.Ligne]]:
    """The notice, each line with the field it repeats. Line numbers are ours, but 14 and 25."""
    personnes = _revenus_par_rang(vue)
    tspr = [champ for nature, champ, _ in CASES_PAR_PERSONNE if nature == "tspr"]
    lignes = [
        ("rev.tspr", _ligne(numero, code, libelle, *_colonnes(personnes, champ)))
        for numero, (champ, (code, libelle)) in enumerate(zip(tspr, LIBELLES_TSPR, strict=True), 1)
        if any(getattr(r, champ) for _, r in personnes)
    ]
    totaux: tuple[tuple[str, int, str, str, float], ...] = (
        ("revenuBrutGlobal", 10, "RBG", "Revenu brut global", calcul.revenu_brut_global),
        ("revImposable", 12, "RI", "Revenu imposable", calcul.revenu_net_imposable),
        ("nbPart", 13, "PARTS", "Nombre de parts", calcul.parts),
        ("mntRevbareme", 14, "IRB", "Impôt sur les revenus soumis au barème", calcul.impot_bareme),
        ("mntRevbareme", 15, "DECOTE", "Décote", calcul.decote),
        ("impAvImput", 19, "INAC", "Impôt sur le revenu net avant corrections", calcul.impot_net),
        ("montTotIr", 24, "TOTAL", "Total de l'impôt sur le revenu", calcul.montant_total),
        ("rfr", 25, "RFR", "Revenu fiscal de référence", calcul.rfr),
    )
    lignes += [
        (champ, _ligne(numero, code, libelle, "", "", "", f"{montant:g}" if champ == "nbPart" else str(montant)))
        for champ, numero, code, libelle, montant in totaux
    ]
    return lignes


LIBELLES_TSPR = (
    ("SAL", "Salaires"),
    ("CHO", "Allocations de chômage et de préretraite"),
    ("PEN", "Pensions, retraites, rentes"),
    ("PAL", "Pensions alimentaires perçues"),
)


def _colonnes(personnes: list[tuple[int, Revenus]], champ: str) -> tuple[str, str, str, str]:
    par_colonne = [0, 0, 0]
    for rang, revenus in personnes:
        par_colonne[min(rang, RANG_CHARGES)] += getattr(revenus, champ)
    un, deux, charges = (str(m) if m else "" for m in par_colonne)
    return un, deux, charges, str(sum(par_colonne))


def _ligne(numero: int, code: str, libelle: str, un: str, deux: str, trois: str, quatre: str) -> contract.Ligne:
    return {
        "numLigne": numero,
        "codeLigne": code,
        "libelleLigne": libelle,
        "colonne1": un,
        "colonne2": deux,
        "colonne3": trois,
        "colonne4": quatre,
    }


def _numero_role(declarant: Personne) -> str:
    """A three-digit roll number, the same every year: real ones follow the printing order of a tax office."""
    return f"{int(declarant.spi[:10]) % 900 + 100}"


def _numero_fip(vue: VueDgfip) -> str:
    """Three characters for the department and ten digits of declarant 1's tax number, which nobody real bears."""
    code = vue.adresse.code_commune
    departement = code[:3] if code.startswith("97") else code[:2] + "0"
    return departement + vue.declarants[0].spi[:10]


def _deficit(r: Revenus) -> bool:
    return min(r.revenus_fonciers, r.benefices_agricoles, r.benefices_non_commerciaux) < 0


def _oui(valeur: bool) -> str:
    return "O" if valeur else "N"

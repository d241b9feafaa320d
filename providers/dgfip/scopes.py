"""The data scopes of the DGFiP: which field each opens, which income year each gives, and the OAuth resource scopes.

Names and labels are FranceConnect's; DataPass adds `dgfip_rbg`. The administration publishes no scope for some fields
of its own contract. Decided here, by the closest published meaning:

- `dgfip_decl` (civil status of the declarants) opens the birth places, the tax numbers, the roll and FIP numbers and
  the dates of death;
- `dgfip_mntRevbareme` opens the other amounts of tax, `dgfip_rbg` the taxable income;
- `dgfip_RevDecl_Cat1_Tspr` opens `pensAlPer`, which repeats box 1AO;
- a line of the notice (`facture`) is opened by the scope of the field it repeats;
- dates and periods of the notice say nothing of the person: `toujours`.

The `RevNets` scopes (no field of the contract carries a net income), those of incomes and charges that are not
simulated, and those of the wealth tax, the LEP and the housing tax open nothing.
"""

from __future__ import annotations

from kernel.scopes import Filtre, Scope

SLUG = "dgfip"

_ANNEES = (
    Scope("dgfip_annee_n_moins_1", "Dernière année de revenu"),
    Scope("dgfip_annee_n_moins_2", "Avant-dernière année de revenu"),
    Scope("dgfip_annee_n_moins_3", "Avant-avant-dernière année de revenu"),
    Scope(
        "dgfip_annee_n_moins_2_si_indispo_n_moins_1", "Avant-dernière année de revenu, si la dernière est indisponible"
    ),
)
_FOYER = (
    Scope("dgfip_sitfam", "Situation de famille (marié, pacsé, célibataire, veuf, divorcé)", ("sitFam",)),
    Scope("dgfip_nbpart", "Nombre de parts du foyer fiscal", ("nbPart",)),
    Scope("dgfip_nbpac", "Nombre de personnes à charge", ("pac.nbPac",)),
    Scope("dgfip_pac_nbPac", "Nombre de personnes à charge", ("pac.nbPac",)),
    Scope("dgfip_pac", "Détail des personnes à charge et rattachées", ("pac",)),
    Scope("dgfip_pariso", "Parent isolé (case T)", ("sitParIso",)),
    Scope("dgfip_aft", "Adresse déclarée au 1er janvier", ("aft", "aftDetail")),
)
_ETAT_CIVIL = (
    *(
        Scope(f"dgfip_{champ}Dec{n}", f"{libelle} déclarant {n}", (f"{champ}Dec{n}",))
        for champ, libelle in (
            ("nmUsa", "Nom"),
            ("nmNai", "Nom de naissance"),
            ("prnm", "Prénom"),
            ("dateNais", "Date de naissance"),
        )
        for n in (1, 2)
    ),
    Scope(
        "dgfip_decl",
        "État-civil des déclarants du foyer fiscal",
        (
            *(
                f"{champ}Dec{n}"
                for champ in ("nmUsa", "nmNai", "prnm", "dateNais", "dptNaiss", "lieuNaiss")
                for n in (1, 2)
            ),
            *("spiDec1", "spiDec2", "dateDecesdec1", "dateDecesdec2", "numRole", "fipNum"),
        ),
    ),
)
_AGREGATS = (
    Scope("dgfip_rfr", "Revenu fiscal de référence", ("rfr",)),
    Scope("dgfip_rbg", "Revenu brut global", ("revenuBrutGlobal", "revImposable")),
    Scope("dgfip_inddeficit", "Indicateur de l'existence d'un déficit", ("indDeficit",)),
    Scope(
        "dgfip_mntRevbareme",
        "Montant de l'impôt sur les revenus soumis au barème (ligne 14)",
        ("mntRevbareme", "impAvImput", "montTotIr"),
    ),
)
_CATEGORIES = (
    ("Cat1_Tspr", "salaires, pensions, rentes", ("rev.tspr", "pensAlPer")),
    ("Cat1_RentOn", "rentes viagères à titre onéreux", ()),
    ("Cat2_Rcm", "revenus de capitaux mobiliers", ()),
    ("Cat3_PMV", "plus ou moins values", ()),
    ("Cat4_Ref", "revenus fonciers", ("rev.fonc",)),
    ("Cat5_NonSal", "professions non salariées", ("rev.pro",)),
)
_REVENUS = (
    *(
        Scope(f"dgfip_RevDecl_{nom}", f"Catégorie {nom[3]} – {libelle} (déclarés)", champs)
        for nom, libelle, champs in _CATEGORIES
    ),
    *(Scope(f"dgfip_RevNets_{nom}", f"Catégorie {nom[3]} – {libelle} (nets)") for nom, libelle, _ in _CATEGORIES),
    Scope("dgfip_PaDeduc_EnfMaj", "Pensions alimentaires déductibles : enfant majeur"),
    Scope("dgfip_PaDeduc_Autres", "Pensions alimentaires déductibles : autres", ("rev.chges",)),
    Scope("dgfip_EpargRetrDeduc", "Versement épargne retraite"),
)
_AUTRES_RESSOURCES = (
    Scope("dgfip_indiIFI", "Indicateur ISF/IFI"),
    Scope("dgfip_locaux_th", "Données issues de la Taxe d'Habitation"),
    Scope("dgfip_locaux_th_ident", "Local : identifiant"),
    Scope("dgfip_locaux_th_Nat", "Local : nature"),
    Scope("dgfip_locaux_th_Tax", "Local : régime de taxation"),
    Scope("dgfip_locaux_th_Aff", "Local : affectation"),
)
SCOPES = (*_AGREGATS, *_ANNEES, *_FOYER, *_ETAT_CIVIL, *_REVENUS, *_AUTRES_RESSOURCES)
FILTRE = Filtre(SCOPES, toujours=("annRevenu", "datEtab", "datRec", "dateDebutPeriode", "dateFinPeriode"))

SI_INDISPONIBLE = "dgfip_annee_n_moins_2_si_indispo_n_moins_1"
_RANGS = {
    "dgfip_annee_n_moins_1": 0,
    "dgfip_annee_n_moins_2": 1,
    "dgfip_annee_n_moins_3": 2,
    SI_INDISPONIBLE: 0,
}
PROFONDEUR = 3

RESSOURCE_IR = "RessourceIR"
RESSOURCE_DERNIERE = "RessourceIRDerniere"
RESSOURCE_DEUX_ANS = "RessourceIRDerniere2"
RESSOURCE_MULTIPLE = "RessourceIRMultiple"
RESSOURCE_FACTURE = "RessourceIRFacture"
#: OAuth scopes of `POST /token`: the resource one may call, not the fields one may read.
RESSOURCES = frozenset((RESSOURCE_IR, RESSOURCE_DERNIERE, RESSOURCE_DEUX_ANS, RESSOURCE_MULTIPLE, RESSOURCE_FACTURE))


def annees_ouvertes(accordes: frozenset[str], derniere: int) -> frozenset[int] | None:
    """Income years that the granted scopes give, counted back from `derniere`, the last one assessed.

    None when no year scope is granted: then any of the last three. `SI_INDISPONIBLE` gives the last year; the year
    before comes in only for a citizen whose last year has no notice (see `routes`).
    """
    rangs = [_RANGS[nom] for nom in accordes if nom in _RANGS]
    return frozenset(derniere - rang for rang in rangs) if rangs else None

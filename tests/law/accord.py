"""The agreement of our law with OpenFisca-France on mixed households, and why they differ where they do.

    python -m tests.law.accord     # writes docs/accord-openfisca.md

A difference is *theirs* when the text says otherwise than the oracle (the households it touches are then set apart for
the target), *ours* when our law is simpler than the text: it counts as a failure. Each one has a reason.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from law.revenus import revenu_net
from tests.law.chaine import Menage, famille, figures, rsa_du_mois_d_avant

Cas = dict[str, Any]
RACINE = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "menages.json.gz"
PAGE = RACINE / "docs" / "accord-openfisca.md"
SEUIL_RECOUVREMENT = 61
#: Twelve times the BMAF of January 2022, the lowest of those it compares with, euros a year.
SEUIL_BIACTIVITE_ORACLE = 12 * 414.81


@dataclass(frozen=True, slots=True)
class Quantite:
    """A figure compared: how near it must be, euros, and the share of households where it must."""

    nom: str
    libelle: str
    tolerance: float
    cible: float | None


QUANTITES = (
    Quantite("parts", "Nombre de parts", 0, 1.0),
    Quantite("rfr", "Revenu fiscal de référence", 1, 0.99),
    Quantite("impot", "Impôt sur le revenu", 1, 0.99),
    Quantite("allocations_familiales", "Allocations familiales", 1, 0.98),
    Quantite("complement_familial", "Complément familial", 1, 0.98),
    Quantite("soutien_familial", "Allocation de soutien familial", 1, 0.98),
    Quantite("rentree_scolaire", "Allocation de rentrée scolaire", 1, 0.98),
    Quantite("allocation_base", "Allocation de base de la PAJE", 1, None),
    Quantite("rsa", "RSA", 1, 0.98),
    Quantite("adulte_handicape", "AAH", 1, 0.98),
    Quantite("prime_activite", "Prime d'activité", 5, 0.95),
    Quantite("aide_logement", "Aide au logement", 5, 0.95),
)
FAMILIALES = ("allocations_familiales", "complement_familial", "allocation_base", "soutien_familial")
SOUS_RESSOURCES = ("rsa", "prime_activite", "aide_logement")


@dataclass(frozen=True, slots=True)
class Ecart:
    """A figure of one household (or of one of its two foyers) beyond its tolerance."""

    numero: int
    quantite: Quantite
    oracle: float
    notre: float


@dataclass(frozen=True, slots=True)
class Raison:
    """Why a difference: in which quantities, of whom, and how the households that it touches are told."""

    texte: str
    de_l_oracle: bool
    quantites: tuple[str, ...]
    vaut: Callable[[Menage], bool]


def _age(naissance: str, annee: int) -> int:
    """Reached in the civil year."""
    return annee - int(naissance[:4])


def _deux_de_65_ans(m: Menage) -> bool:
    return not m.isole and all(_age(a["naissance"], m.annee - 1) >= 65 for a in m.adultes)


def _65_ans_dans_l_annee(m: Menage) -> bool:
    return any(_age(a["naissance"], m.annee - 1) == 65 for a in m.adultes)


def _anniversaire_du_mois(m: Menage) -> bool:
    """A child born in the month, now or some years before, at an age that opens or ends a right."""
    return any(n.month == m.jour.month and m.annee - n.year in (0, 3, 5, 14, 18, 20, 21, 25) for n in m.naissances)


def _du_travail_et_du_chomage(m: Menage, adulte: Cas) -> int:
    net = revenu_net(m.revenus(adulte, 2), m.annee - 2)
    return net.salaires + net.benefices_agricoles + net.benefices_non_commerciaux


def _naissances_du_meme_mois(m: Menage) -> bool:
    petits = [age for age in m.ages_mois if age < 36]
    return len(petits) > len(set(petits))


def _ne_dans_le_trimestre(m: Menage) -> bool:
    """Born, or an age that ends a right, in the month or the three before."""
    return any(age % 12 <= 3 and age // 12 in (0, 3, 14, 18, 20) for age in m.ages_mois)


def _age_scolaire(m: Menage) -> bool:
    """Born in December, six years old in the next January, or eighteen in September."""
    return any(
        n.month == 12 or (n.month == 1 and m.annee + 1 - n.year == 6) or (n.month == 9 and m.annee - n.year == 18)
        for n in m.naissances
    )


def _deux_actifs_pour_l_oracle(m: Menage) -> bool:
    """Unemployment benefits counted, and a threshold a few hundred euros lower."""
    if m.isole or famille(m).biactif:
        return False
    return all(_du_travail_et_du_chomage(m, a) >= SEUIL_BIACTIVITE_ORACLE for a in m.adultes)


def _a_cesse_de_travailler(m: Menage) -> bool:
    return any(a.get("taux_incapacite") and m.revenus(a, 2).salaires and not m.salaire_du_mois(a, 0) for a in m.adultes)


def _neutralise_a_tort(m: Menage) -> bool:
    """The RSA of the month before is nil with the housing aid, and due without it."""
    if "loyer" not in m.cas:
        return False
    avec, sans = rsa_du_mois_d_avant(m)
    return bool(sans) and not avec


RAISONS = (
    Raison(
        "CGI, art. 157 bis : un abattement pour chacun des époux de 65 ans ; OpenFisca additionne deux booléens et "
        "n'en compte qu'un.",
        True, ("rfr", "impot"), _deux_de_65_ans,
    ),
    Raison(
        "CGI, art. 157 bis : l'âge s'apprécie au 31 décembre ; OpenFisca le lit au 1er janvier et refuse l'année des "
        "65 ans.",
        True, ("rfr", "impot"), _65_ans_dans_l_annee,
    ),
    Raison(
        "CSS, art. L. 531-3 : une allocation de base pour chaque enfant d'une naissance multiple ; OpenFisca en verse "
        "une. Ce qui en dépend diffère aussi.",
        True, ("allocation_base", *SOUS_RESSOURCES), _naissances_du_meme_mois,
    ),
    Raison(
        "CSS, art. L. 552-1 : les droits s'ouvrent et cessent au premier jour d'un mois ; OpenFisca lit l'âge de "
        "l'enfant au premier du mois, et garde un mois celui dont c'est l'anniversaire.",
        True, (*FAMILIALES, *SOUS_RESSOURCES), _anniversaire_du_mois,
    ),
    Raison(
        "CSS, art. R. 543-2 et D. 543-1 : six ans avant le 1er février suivant, taux de l'âge atteint dans l'année "
        "civile, dix-huit ans au 15 septembre ; OpenFisca lit l'âge au 1er décembre.",
        True, ("rentree_scolaire",), _age_scolaire,
    ),
    Raison(
        "CSS, art. L. 521-3 : de deux enfants l'aîné seul est exclu de la majoration ; OpenFisca exclut les deux "
        "enfants du même âge.",
        True, ("allocations_familiales",), lambda m: len({a // 12 for a in m.ages_mois}) < len(m.ages_mois),
    ),
    Raison(
        "CSS, art. L. 755-12 et D. 521-1 : outre-mer, pas de modulation pour un seul enfant, et le complément "
        "dégressif dès deux ; OpenFisca fait l'inverse.",
        True, ("allocations_familiales",), lambda m: m.departement.startswith("97"),
    ),
    Raison(
        "CSS, art. R. 532-1 : 13,6 % du plafond de la sécurité sociale de revenus professionnels pour chacun ; "
        "OpenFisca compte le chômage, et retient douze fois la BMAF. Ce qui en dépend diffère aussi.",
        True, ("allocation_base", "complement_familial", "rsa", "prime_activite"), _deux_actifs_pour_l_oracle,
    ),
    Raison(
        "CSS, art. R. 523-7 : la pension alimentaire se déduit enfant par enfant, seuil de 15 € compris ; OpenFisca "
        "compare les sommes. Le RSA qui la compte diffère aussi.",
        True, ("soutien_familial", "rsa"), lambda m: _recoit_une_pension(m) and len(m.ages_mois) > 1,
    ),
    Raison(
        "CSS, art. R. 532-5 : les revenus de N-2 de qui a cessé de travailler sont réduits ; notre AAH les compte en "
        "entier.",
        False, ("adulte_handicape",), _a_cesse_de_travailler,
    ),
    Raison(
        "CGI, art. 157 bis, dans les ressources du logement : OpenFisca ne l'applique qu'à qui est né avant 1931 ; "
        "notre chaîne, à personne.",
        False, ("aide_logement",), lambda m: any(a["naissance"] < "1931" for a in m.adultes),
    ),
    Raison(
        "CCH, art. R. 822-15 : les revenus d'activité du bénéficiaire du RSA ne comptent pas. L'aide dépend du RSA du "
        "mois précédent, qui dépend de l'aide : OpenFisca coupe la récursion par une aide nulle, trouve un RSA, et "
        "oublie à tort les revenus.",
        True, ("aide_logement",), _neutralise_a_tort,
    ),
    Raison(
        "CSS, art. R. 843-1 : chaque mois du trimestre compte ses propres prestations ; notre prime prend celles du "
        "mois payé, qui changent quand un enfant naît ou passe un âge, ou que l'aide au logement varie.",
        False, ("prime_activite",), lambda m: _ne_dans_le_trimestre(m) or "loyer" in m.cas,
    ),
    Raison(
        "CGI, art. 1657 : arrondi à l'euro à chaque ligne de l'avis ; OpenFisca arrondit à la fin, en simple "
        "précision.",
        True, ("rfr", "impot"), lambda m: True,
    ),
)  # fmt: skip


def _recoit_une_pension(m: Menage) -> bool:
    return any(r.get("pensions_alimentaires_recues") for a in m.adultes for r in a["revenus"].values())


@cache
def golden() -> Cas:
    contenu: Cas = json.loads(gzip.decompress(GOLDEN.read_bytes()))
    return contenu


@dataclass(frozen=True, slots=True)
class Mesure:
    """One line of the table; `recoivent` by the oracle, `apart` where it is wrong."""

    quantite: Quantite
    nombre: int
    recoivent: int
    ecarts: tuple[Ecart, ...]
    apart: tuple[Ecart, ...]

    @property
    def restants(self) -> tuple[Ecart, ...]:
        return tuple(e for e in self.ecarts if e not in self.apart)

    def part(self, ecarts: tuple[Ecart, ...], *, beneficiaires: bool) -> float:
        """Share within tolerance, of all or of the recipients alone."""
        if not beneficiaires:
            return 1 - len(ecarts) / self.nombre
        return 1 - sum(e.oracle > 0 for e in ecarts) / self.recoivent


@cache
def mesures() -> tuple[Mesure, ...]:
    compares: dict[str, list[Ecart]] = {q.nom: [] for q in QUANTITES}
    for numero, cas in enumerate(golden()["cas"]):
        notres = figures(cas)
        for quantite in QUANTITES:
            for oracle, notre in _paires(quantite, cas["attendu"], notres):
                compares[quantite.nom].append(Ecart(numero, quantite, oracle, notre))
    return tuple(_mesure(q, compares[q.nom]) for q in QUANTITES)


def _paires(quantite: Quantite, attendu: Mapping[str, Any], notres: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """(oracle, ours), once a household or once a foyer; nothing under the collection threshold is tax."""
    valeurs = [v if isinstance(v, list) else [v] for v in (attendu[quantite.nom], notres[quantite.nom])]
    for oracle, notre in zip(*valeurs, strict=True):
        du = quantite.nom != "impot" or oracle >= SEUIL_RECOUVREMENT
        yield (oracle if du else 0.0), notre


def _mesure(quantite: Quantite, compares: list[Ecart]) -> Mesure:
    ecarts = tuple(e for e in compares if abs(e.oracle - e.notre) > quantite.tolerance)
    apart = tuple(e for e in ecarts if (r := raison(e)) is not None and r.de_l_oracle)
    return Mesure(quantite, len(compares), sum(e.oracle > 0 for e in compares), ecarts, apart)


@cache
def raison(ecart: Ecart) -> Raison | None:
    """The first reason that explains it."""
    menage = Menage(golden()["cas"][ecart.numero])
    nom = ecart.quantite.nom
    return next((r for r in RAISONS if nom in r.quantites and r.vaut(menage)), None)


def page() -> str:
    """The published page, from the golden file alone."""
    lignes = [
        "# L'accord avec OpenFisca-France",
        "",
        "Écrit par `python -m tests.law.accord` ; un test compare cette page à ce que dit la commande.",
        "",
        f"{len(golden()['cas'])} ménages entiers, qu'aucune règle n'a servi à choisir : la moitié vient de la nation, "
        "l'autre d'un tirage qui couvre tous",
        "les cas (`tests/law/oracle`). À partir des mêmes faits, notre loi et "
        f"{golden()['oracle'].replace('openfisca-france', 'OpenFisca-France')} calculent tout, base de",
        "ressources par base de ressources. L'oracle tourne dans son propre environnement ; entrées et réponses sont "
        "versionnées",
        "(`tests/law/golden/menages.json.gz`), et les tests n'ont pas besoin de lui.",
        "",
        "*Bénéficiaires* : montant de l'oracle non nul. *Hors défauts* : sans les ménages où le texte donne tort à "
        "l'oracle (raisons plus bas).",
        "",
        "| Montant | Comparés | Bénéficiaires | Tolérance | Cible | Accord | Accord, bénéficiaires | Hors défauts | "
        "Hors défauts, bénéficiaires | Plus grand écart | Hors défauts |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lignes += [_ligne(m) for m in mesures()]
    lignes += [
        "",
        "## Les raisons",
        "",
        "| Raison | De qui | Montants | Écarts | Le plus petit cas |",
        "|---|---|---|---:|---|",
    ]
    lignes += list(_lignes_des_raisons())
    return "\n".join([*lignes, "", *DONNES, ""])


DONNES = (
    "## Ce qui est donné à l'oracle",
    "",
    "- Revenu net et revenu imposable sont le même montant ; personne n'est étudiant, ni n'a demandé l'ASPA, l'ASI, "
    "l'ASS ou le",
    "  complément de l'AAH, que notre loi ne connaît pas.",
    "- Les mois payés sont ceux dont le trimestre de référence ne voit changer aucun montant : OpenFisca prend les "
    "paramètres de chaque",
    "  mois du trimestre, la loi ceux du mois payé (CSS, art. D. 843-1 ; CASF, art. R. 262-1).",
    "- Aucun salaire ne s'interrompt dans le trimestre : la neutralisation (CASF, art. R. 262-13) n'est pas dans notre "
    "loi.",
    "- Un enfant en garde alternée compte en entier, hors allocations familiales et impôt : le ménage est celui du "
    "parent désigné.",
    "- L'impôt est demandé avec les seuls enfants nés avant la fin de l'année : OpenFisca compterait ceux à naître.",
)


def _pour_cent(part: float) -> str:
    return f"{part * 100:.2f} %".replace(".", ",")


def _euros(ecarts: tuple[Ecart, ...]) -> str:
    return f"{max((abs(e.oracle - e.notre) for e in ecarts), default=0):.2f}".replace(".", ",")


def _ligne(m: Mesure) -> str:
    q = m.quantite
    parts = [m.part(e, beneficiaires=b) for e in (m.ecarts, m.restants) for b in (False, True)]
    cellules = (
        q.libelle, m.nombre, m.recoivent, f"{q.tolerance:g} €" if q.tolerance else "égal",
        f"{q.cible * 100:g} %" if q.cible else "—", *map(_pour_cent, parts), _euros(m.ecarts), _euros(m.restants),
    )  # fmt: skip
    return f"| {' | '.join(map(str, cellules))} |"


def _lignes_des_raisons() -> Iterator[str]:
    tous = [e for m in mesures() for e in m.ecarts]
    for r in RAISONS:
        siens = [e for e in tous if raison(e) is r]
        if siens:
            noms = {e.quantite.nom: e.quantite.libelle for e in siens}
            qui = "OpenFisca" if r.de_l_oracle else "nous"
            yield f"| {r.texte} | {qui} | {', '.join(noms.values())} | {len(siens)} | {_exemple(siens)} |"


def _exemple(ecarts: list[Ecart]) -> str:
    """The household with the fewest people and incomes, in the words of the golden file."""
    ecart = min(ecarts, key=lambda e: (len(_dit(golden()["cas"][e.numero])), e.numero))
    oracle, notre = (f"{v:.2f}".replace(".", ",") for v in (ecart.oracle, ecart.notre))
    return f"n° {ecart.numero}, {_dit(golden()['cas'][ecart.numero])} : {oracle} € pour OpenFisca, {notre} € pour nous"


def _dit(cas: Cas) -> str:
    """`D, 2025-09, 1996-04-23 (salaires 53079), enfants 2018-06-26`: incomes of the year before."""
    annee = str(int(cas["mois"][:4]) - 1)
    adultes = []
    for a in cas["adultes"]:
        recus = ", ".join(f"{nom.replace('_', ' ')} {euros}" for nom, euros in a["revenus"][annee].items())
        adultes.append(f"{a['naissance']} ({recus or 'rien'})")
    enfants = [e["naissance"] for e in cas["enfants"]]
    suite = f", enfants {' '.join(enfants)}" if enfants else ""
    return f"{cas['situation']}, {cas['mois']}, {' et '.join(adultes)}{suite}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    inexpliques = [(e.quantite.nom, e.numero, e.oracle, e.notre) for m in mesures() for e in m.ecarts if not raison(e)]
    print(f"{PAGE.name} : {sum(len(m.ecarts) for m in mesures())} écarts, {len(inexpliques)} sans raison", *inexpliques)

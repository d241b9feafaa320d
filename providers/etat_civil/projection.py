"""From a birth act or a livret to the document delivered, cut down to the granted scopes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from providers.etat_civil import contract
from providers.etat_civil.scopes import FILTRE
from registry.facts import DateCivile, Lieu, Personne
from registry.vues import Mention, VueLivret, VueNaissance

# An extract shows the last union of each kind only, with its end.
UNIONS = {"mariage": "mariage", "divorce": "mariage", "pacs": "pacs", "fin_pacs": "pacs"}
FORMULES = {
    "mariage": "Marié(e){lieu} le {jour} avec {conjoint}",
    "divorce": "Divorcé(e) le {jour} d'avec {conjoint}",
    "pacs": "PACS enregistré{lieu} le {jour} avec {conjoint}",
    "fin_pacs": "PACS dissous le {jour} avec {conjoint}",
    "deces": "Décédé(e){lieu} le {jour}",
}
#: Acts whose extract is kept as long as their view is: the same question is asked again and again.
REPONSES_GARDEES = 4096
SERVICE_CENTRAL: contract.Depositaire = {"code": "99", "libelle": "SERVICE CENTRAL D'ETAT CIVIL - NANTES"}


def acte(vue: VueNaissance, accordes: frozenset[str]) -> dict[str, Any]:
    """The caller's own extract."""
    ouverture = FILTRE.ouverture(accordes)
    corps: dict[str, Any] = ouverture.appliquer({"acte": extrait(vue, "acte.parents" in ouverture.champs)})["acte"]
    return corps


def actes_enfants(vues: Iterable[VueNaissance], accordes: frozenset[str]) -> dict[str, Any]:
    """The extracts of the caller's children, by birth: `{"enfants": […]}`."""
    ouverture = FILTRE.ouverture(accordes)
    filiation = "enfants.parents" in ouverture.champs
    return {"enfants": [], **ouverture.appliquer({"enfants": [extrait(v, filiation) for v in vues]})}


def livret(vue: VueLivret) -> contract.Livret:
    """The whole livret: it is opened whole by its scope."""
    mariage = vue.mariage
    return {
        "titulaires": [extrait(v, True) for v in vue.titulaires],
        "mariage": None if mariage is None else {"date": mariage.debut.isoformat(), "lieu": _lieu(mariage.lieu)},
        "enfants": [extrait(v, True) for v in vue.enfants],
        "delivreLe": vue.jour.isoformat(),
    }


@lru_cache(REPONSES_GARDEES)
def extrait(vue: VueNaissance, filiation: bool) -> contract.Acte:
    """The extract with every member; `filiation` only names the document."""
    qui = vue.titulaire
    return {
        "reference": reference(qui),
        "nature": "NAISSANCE",
        "natureDocument": "EXTAF" if filiation else "EXTSF",
        "depositaire": _depositaire(qui.lieu_naissance),
        "delivreLe": vue.jour.isoformat(),
        "titulaire": {**_parent(qui), "sexe": qui.sexe},
        "parents": [_parent(p) for p in vue.parents],
        "mentions": [_mention(m) for m in mentions_de_l_extrait(vue.mentions)],
    }


def reference(qui: Personne) -> str:
    """`44109-N-1984-123`; abroad the country code stands for the commune."""
    lieu = qui.lieu_naissance
    return f"{lieu.code}-N-{qui.naissance.annee}-{qui.numero_acte}"


def mentions_de_l_extrait(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions an extract keeps, with or without filiation: the death, the last marriage and PACS with their ends."""
    toutes = list(mentions)
    derniers: dict[str, date] = {}
    for mention in toutes:
        if mention.nature in ("mariage", "pacs"):
            derniers[mention.nature] = max(mention.jour, derniers.get(mention.nature, mention.jour))
    return [m for m in toutes if m.nature == "deces" or m.jour >= derniers.get(UNIONS[m.nature], m.jour)]


def date_de_l_acte(d: DateCivile) -> str:
    """As precise as the act: year, year-month or full date."""
    if not d.mois:
        return f"{d.annee:04d}"
    return f"{d.annee:04d}-{d.mois:02d}" + (f"-{d.jour:02d}" if d.jour else "")


def _parent(p: Personne) -> contract.Parent:
    return {
        "nom": p.nom_naissance,
        "prenoms": list(p.prenoms),
        "dateNaissance": date_de_l_acte(p.naissance),
        "lieuNaissance": _lieu_connu(p.lieu_naissance),
    }


def _lieu_connu(lieu: Lieu) -> contract.Lieu:
    return {
        "code": lieu.code,
        "libelle": lieu.libelle,
        "codePays": lieu.code_pays,
        "libellePays": lieu.libelle_pays,
    }


def _lieu(lieu: Lieu | None) -> contract.Lieu | None:
    return None if lieu is None else _lieu_connu(lieu)


def _depositaire(lieu: Lieu) -> contract.Depositaire:
    if not lieu.en_france:
        return SERVICE_CENTRAL
    return {"code": lieu.code, "libelle": f"MAIRIE-{lieu.departement}-{lieu.libelle.upper()}"}


def _mention(m: Mention) -> contract.Mention:
    conjoint = m.conjoint
    texte = FORMULES[m.nature].format(
        lieu=f" à {m.lieu.libelle}" if m.lieu else "",
        jour=f"{m.jour:%d/%m/%Y}",
        conjoint="personne non dénommée"
        if conjoint is None
        else " ".join((*conjoint.prenoms[:1], conjoint.nom_naissance)),
    )
    return {
        "nature": m.nature,
        "typeCode": m.type_code,
        "date": m.jour.isoformat(),
        "lieu": _lieu(m.lieu),
        "conjoint": None if conjoint is None else {"nom": conjoint.nom_naissance, "prenoms": list(conjoint.prenoms)},
        "texte": texte,
    }

"""The civil status of one person, and the numbers that repeat it."""

from __future__ import annotations

import re
from calendar import monthrange

from registry.facts import FRANCE
from registry.invariants.cas import Cas, Invariant

THEME = "État civil et numéros"
AGE_MAXIMAL = 122
_MODULE_SPI = 511
#: The months that scheme B writes in the place of the true one (docs/decisions/0003-nir.md).
_PSEUDO_MOIS = range(43, 50)


_NOM = re.compile(r"[^\W\d_]+([ .'’-]+[^\W\d_]+)*[.'’]?")


def date_possible(annee: int, mois: int, jour: int) -> bool:
    if not 1850 <= annee <= 2200 or not 0 <= mois <= 12:
        return False
    return jour == 0 if mois == 0 else 0 <= jour <= monthrange(annee, mois)[1]


def _noms(cas: Cas) -> bool:
    p = cas.personne
    return all(_NOM.fullmatch(nom) for nom in (p.nom_naissance, *p.prenoms, p.nom_usage or "X"))


def _date(cas: Cas) -> bool:
    n = cas.personne.naissance
    return date_possible(n.annee, n.mois, n.jour)


def _lieu(cas: Cas) -> bool:
    lieu = cas.personne.lieu_naissance
    if lieu.en_france:
        return len(lieu.code) == 5 and not lieu.code.startswith("99") and bool(lieu.libelle)
    return len(lieu.code) == 5 and lieu.code == lieu.code_pays != FRANCE and bool(lieu.libelle_pays)


def _deces(cas: Cas) -> bool:
    d = cas.personne.deces
    return d is None or d.jour >= cas.personne.naissance.reelle


def _acte_de_deces(cas: Cas) -> bool:
    d = cas.personne.deces
    return d is None or (d.numero_acte > 0 and len(d.lieu.code) == 5)


def _duree_de_vie(cas: Cas) -> bool:
    d = cas.personne.deces
    return cas.personne.age(min(d.jour, cas.jour) if d else cas.jour) <= AGE_MAXIMAL


def cle_nir(corps: str) -> str:
    return f"{97 - int(corps.replace('2A', '19').replace('2B', '18')) % 97:02d}"


def _nir(cas: Cas) -> bool:
    nir = cas.personne.nir
    forme = re.fullmatch(r"[12]\d{4}(\d\d|2[AB])\d{8}", nir, re.ASCII)
    return not nir or (forme is not None and nir[13:] == cle_nir(nir[:13]))


def _mois_du_nir(cas: Cas) -> bool:
    mois = (cas.personne.naissance.mois or 1, *_PSEUDO_MOIS)
    return not cas.personne.nir or cas.personne.nir[3:5] in {f"{m:02d}" for m in mois}


def _spi(cas: Cas) -> bool:
    spi = cas.personne.spi
    forme = re.fullmatch(r"[0-3]\d{12}", spi, re.ASCII)
    return not spi or (forme is not None and int(spi[:10]) % _MODULE_SPI == int(spi[10:]))


def _seul(cas: Cas, champ: str) -> bool:
    """Nobody else in the family bears this number."""
    mien = getattr(cas.personne, champ)
    return not mien or sum(getattr(p, champ) == mien for p in cas.gens.values()) == 1


INVARIANTS = (
    Invariant("sexe-connu", "Le sexe est F ou M.", lambda c: c.personne.sexe in ("F", "M")),
    Invariant("nom-de-naissance", "Chacun a un nom de naissance.", lambda c: bool(c.personne.nom_naissance.strip())),
    Invariant("noms-d-etat-civil", "Un nom est fait de lettres, d'espaces, d'apostrophes et de traits d'union.", _noms),
    Invariant("prenoms-non-vides", "Aucun prénom n'est vide.", lambda c: all(p.strip() for p in c.personne.prenoms)),
    Invariant(
        "nom-d-usage-non-vide",
        "Un nom d'usage, quand il existe, n'est pas vide.",
        lambda c: c.personne.nom_usage is None or bool(c.personne.nom_usage.strip()),
    ),
    Invariant("naissance-possible", "La date de naissance existe au calendrier ; un jour suppose un mois.", _date),
    Invariant("lieu-de-naissance", "Le lieu est une commune, ou un pays étranger dont le code est le sien.", _lieu),
    Invariant(
        "acte-de-naissance", "Le numéro de l'acte de naissance est positif.", lambda c: c.personne.numero_acte > 0
    ),
    Invariant("rang-de-naissance", "Le rang de naissance est au moins 1.", lambda c: c.personne.rang_naissance >= 1),
    Invariant("deces-apres-naissance", "On ne meurt pas avant d'être né.", _deces),
    Invariant("acte-de-deces", "Un décès a un lieu et un numéro d'acte.", _acte_de_deces),
    Invariant("duree-de-vie", "Personne ne vit plus de 122 ans.", _duree_de_vie),
    Invariant("nir-forme", "Un NIR a quinze caractères et sa clé est juste.", _nir),
    Invariant(
        "nir-sexe",
        "Le premier chiffre du NIR est celui du sexe.",
        lambda c: not c.personne.nir or c.personne.nir[0] == ("1" if c.personne.sexe == "M" else "2"),
    ),
    Invariant(
        "nir-annee",
        "Le NIR porte l'année de naissance.",
        lambda c: not c.personne.nir or c.personne.nir[1:3] == f"{c.personne.naissance.annee % 100:02d}",
    ),
    Invariant("nir-mois", "Le NIR porte le mois de naissance, ou un pseudo-mois de la plage réservée.", _mois_du_nir),
    Invariant(
        "nir-lieu",
        "Le NIR porte le code du lieu de naissance.",
        lambda c: not c.personne.nir or c.personne.nir[5:10] == c.personne.lieu_naissance.code,
    ),
    Invariant("spi-forme", "Un numéro fiscal a treize chiffres et sa clé est juste.", _spi),
    Invariant(
        "numeros-ensemble",
        "Qui a un NIR a un numéro fiscal et un login ; qui n'en a pas n'a ni l'un ni l'autre.",
        lambda c: bool(c.personne.nir) == bool(c.personne.spi) == bool(c.personne.login),
    ),
    Invariant("nir-unique", "Deux personnes n'ont pas le même NIR.", lambda c: _seul(c, "nir")),
    Invariant("spi-unique", "Deux personnes n'ont pas le même numéro fiscal.", lambda c: _seul(c, "spi")),
    Invariant("login-unique", "Deux personnes n'ont pas le même login.", lambda c: _seul(c, "login")),
    Invariant(
        "telephone-forme",
        "Un téléphone a dix chiffres.",
        lambda c: re.fullmatch(r"(0\d{9})?", c.personne.telephone, re.ASCII) is not None,
    ),
    Invariant(
        "courriel-forme",
        "Un courriel a un nom et un domaine.",
        lambda c: re.fullmatch(r"([^@\s]+@[^@\s]+\.[^@\s]+)?", c.personne.email) is not None,
    ),
)

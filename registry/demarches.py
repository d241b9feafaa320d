"""Edits of what one administration asks about: how a job seeker is registered, the national service, a vehicle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal, get_args

from registry.emploi import Categorie, Certification, Emploi
from registry.erreurs import ModificationRefusee
from registry.facts import Famille
from registry.service_national import ServiceNational
from registry.vehicules import Carburant, Categorisation, Location, Modele, Vehicule

NatureDemarche = Literal["emploi", "service_national", "vehicule"]
NATURES_DEMARCHES: tuple[NatureDemarche, ...] = get_args(NatureDemarche)
#: A day of the national service comes within so many days of the sixteenth birthday.
JOURS_MAXIMAUX = 3653
#: What a certificate may count: cm³, kilograms, grams per kilometre.
MESURE_MAXIMALE = 20_000
LONGUEUR_MAXIMALE = 40

Controle = Callable[[Any], bool]


def _entier(maximum: int) -> Controle:
    return lambda v: type(v) is int and 0 <= v <= maximum


def _parmi(*admis: Any) -> Controle:
    return lambda v: any(v == a and type(v) is type(a) for a in admis)


def _ou_rien(controle: Controle) -> Controle:
    return lambda v: v is None or controle(v)


def _booleen(v: Any) -> bool:
    return type(v) is bool


def _nom(v: Any) -> bool:
    return isinstance(v, str) and 0 < len(v) <= LONGUEUR_MAXIMALE and v.isprintable()


_JOURS, _MESURE = _ou_rien(_entier(JOURS_MAXIMAUX)), _entier(MESURE_MAXIMALE)
#: What each field may be.
CHAMPS: Mapping[NatureDemarche, Mapping[str, Controle]] = {
    "emploi": {
        "categorie": _parmi(*get_args(Categorie)),
        "certification": _ou_rien(_parmi(*get_args(Certification))),
    },
    "service_national": {
        **dict.fromkeys(("francais", "exempte", "en_attente"), _booleen),
        **dict.fromkeys(("recense", "jdc"), _JOURS),
    },
    "vehicule": {
        **dict.fromkeys(("marque", "denomination", "type_variante_version"), _nom),
        **dict.fromkeys(("cylindree", "masse", "co2"), _MESURE),
        "categorie": _parmi(*get_args(Categorisation)),
        "carburant": _parmi(*get_args(Carburant)),
        "location": _ou_rien(_parmi(*get_args(Location))),
        "cotitulaire": _ou_rien(_nom),
    },
}
OBLIGATOIRES: Mapping[NatureDemarche, tuple[str, ...]] = {
    "emploi": ("categorie",),
    "service_national": (),
    "vehicule": ("marque", "denomination"),
}


def verifier(nature: NatureDemarche, ref: str, valeur: Mapping[str, Any], famille: Famille) -> None:
    """Raise `ModificationRefusee`, naming the field, when the edit cannot be read."""
    manquant = next((c for c in OBLIGATOIRES[nature] if c not in valeur), None)
    if manquant:
        raise ModificationRefusee(f"{nature} : « {manquant} » est obligatoire")
    faux = next((c for c, v in valeur.items() if not CHAMPS[nature][c](v)), None)
    if faux:
        raise ModificationRefusee(f"{nature} : la valeur de « {faux} » n'est pas admise")
    autre = valeur.get("cotitulaire")
    if autre is not None and (autre == ref or autre not in famille.personnes):
        raise ModificationRefusee("vehicule : « cotitulaire » est une autre personne de la famille")


def appliquer(
    famille: Famille, nature: NatureDemarche, ref: str, valeur: Mapping[str, Any], date_effet: date
) -> Famille:
    """The family in which the fact about `ref` is this one."""
    fait = FAITS[nature](ref, valeur, date_effet)
    avant = getattr(famille, nature)

    def demander(qui: str) -> Any:
        return fait if qui == ref else avant(qui)

    champs: dict[str, Any] = {nature: demander}
    return replace(famille, **champs)


def _emploi(ref: str, valeur: Mapping[str, Any], date_effet: date) -> Emploi:
    return Emploi(**valeur)


def _service_national(ref: str, valeur: Mapping[str, Any], date_effet: date) -> ServiceNational:
    return ServiceNational(**valeur)


def _vehicule(ref: str, valeur: Mapping[str, Any], date_effet: date) -> Vehicule:
    """First registered on the day of the edit; what is not told is that of a common petrol car."""
    categorie = valeur.get("categorie", "M1")
    modele = Modele(
        marque=valeur["marque"],
        denomination=valeur["denomination"],
        type_variante_version=valeur.get("type_variante_version", "NON-PRECISE"),
        categorie=categorie,
        genre="VP" if categorie == "M1" else "CTTE",
        carburant=valeur.get("carburant", "ES"),
        cylindree=valeur.get("cylindree", 1199),
        masse=valeur.get("masse", 1600),
        co2=valeur.get("co2", 110),
        premiere=date_effet.year,
        derniere=date_effet.year,
    )
    return Vehicule(modele, date_effet, ref, valeur.get("cotitulaire"), valeur.get("location"))


FAITS: Mapping[NatureDemarche, Callable[[str, Mapping[str, Any], date], Any]] = {
    "emploi": _emploi,
    "service_national": _service_national,
    "vehicule": _vehicule,
}

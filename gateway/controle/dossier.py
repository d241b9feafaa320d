"""One citizen's whole file, as the registry has it: enough to know what every administration should say."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from registry import groupes
from registry.erreurs import SansDossier
from registry.facts import Adresse, DossierAllocataire, Famille, Lieu, Logement, Personne, Revenus, Union
from registry.modifications import Modification
from registry.numeros import identifiant_demandeur, immatriculation
from registry.registre import Registre
from registry.scolarite import scolarite
from registry.vues_etudes import annees_d_etudes

#: Income years shown: the DGFiP answers about the last three.
ANNEES = 3
#: Month of the rentrée.
RENTREE = 9


def dossier(registre: Registre, ref: str, jour: date) -> dict[str, Any]:
    """The file of `ref` on `jour`, ready for orjson; raises `PersonneInconnue`."""
    famille = registre.famille(ref)
    personne = famille.personnes[ref]
    return {
        "ref": ref,
        "login": personne.login,
        "day": jour,
        "identity": identite(personne, jour),
        "numbers": numeros(famille, ref, jour),
        "household": _menage(famille, ref, jour),
        "foyers": {
            "allocataire": _foyer_allocataire(famille, ref, jour),
            "fiscaux": [_foyer_fiscal(famille, ref, jour.year - n, jour) for n in range(1, ANNEES + 1)],
        },
        "facts": faits(famille, ref, jour) | {"civic_services": [asdict(c) for c in registre.services_civiques(ref)]},
        "parents": [resume(p) for p in registre.parents(ref)],
        "siblings": [resume(p) for p in registre.freres_et_soeurs(ref)],
        "children": [resume(p) for p in registre.enfants(ref)],
    }


def resume(personne: Personne) -> dict[str, Any]:
    """Who a ref is, in one line."""
    return {
        "ref": personne.ref,
        "login": personne.login,
        "nom_naissance": personne.nom_naissance,
        "nom_usage": personne.nom_usage,
        "prenoms": personne.prenoms,
        "sexe": personne.sexe,
        "date_naissance": str(personne.naissance),
    }


def identite(personne: Personne, jour: date) -> dict[str, Any]:
    """The civil status; unknown parts of the birth date are `00`."""
    deces = personne.deces
    return {
        "nom_naissance": personne.nom_naissance,
        "nom_usage": personne.nom_usage,
        "prenoms": personne.prenoms,
        "sexe": personne.sexe,
        "date_naissance": str(personne.naissance),
        "lieu_naissance": lieu(personne.lieu_naissance),
        "age": personne.age(jour),
        "email": personne.email,
        "telephone": personne.telephone,
        "deces": None if deces is None else {"jour": deces.jour, "lieu": lieu(deces.lieu)},
    }


def lieu(ou: Lieu) -> dict[str, str]:
    return {"code": ou.code, "libelle": ou.libelle, "code_pays": ou.code_pays, "libelle_pays": ou.libelle_pays}


def adresse(ou: Adresse) -> dict[str, str]:
    return asdict(ou)


def numeros(famille: Famille, ref: str, jour: date) -> dict[str, Any]:
    """NIR (15 characters), SPI, INE of a student, and number of the open file the person belongs to as an adult.

    `france_travail` would be theirs as a job seeker; `immatriculation` is the plate of the vehicle they first hold.
    """
    personne = famille.personnes[ref]
    etudes = annees_d_etudes(famille, ref, jour)
    ouvert = groupes.dossier_allocataire(famille, ref, jour)
    return {
        "nir": personne.nir,
        "spi": personne.spi,
        "ine": etudes[0].ine if etudes else None,
        "allocataire": None if ouvert is None else _numero_allocataire(ouvert),
        "acte_naissance": personne.numero_acte,
        "france_travail": identifiant_demandeur(personne.spi) if personne.spi else None,
        "immatriculation": immatriculation(personne.spi) if famille.vehicule(ref) else None,
    }


def _numero_allocataire(dossier: DossierAllocataire) -> dict[str, Any]:
    return {
        "organisme": dossier.organisme,
        "code_organisme": dossier.code_organisme,
        "numero": dossier.numero,
        "allocataire": dossier.allocataire,
    }


def _menage(famille: Famille, ref: str, jour: date) -> dict[str, Any]:
    chez = groupes.residence(famille, ref, jour)
    return {
        "adresse": None if chez is None else adresse(chez.adresse),
        "logement": None if chez is None else _logement(famille.logement(chez.logement)),
        "membres": [resume(famille.personnes[m]) for m in groupes.menage(famille, ref, jour)],
    }


def _logement(tenu: Logement | None) -> dict[str, Any] | None:
    """How the dwelling is held; None when no fact says it."""
    return None if tenu is None else asdict(tenu)


def _foyer_allocataire(famille: Famille, ref: str, jour: date) -> dict[str, Any] | None:
    foyer = groupes.foyer_allocataire(famille, ref, jour)
    if foyer is None:
        return None
    return {
        **_numero_allocataire(foyer.dossier),
        "ouvert_le": foyer.dossier.ouvert_le,
        "conjoint": foyer.conjoint,
        "enfants": [asdict(e) for e in foyer.enfants],
    }


def _foyer_fiscal(famille: Famille, ref: str, annee: int, jour: date) -> dict[str, Any]:
    """The foyer that declares the person; without declarant nor situation when they were not there that year."""
    foyer = groupes.foyer_fiscal(famille, ref, annee, jour)
    if foyer is None:
        return {
            "annee": annee,
            "declarants": [],
            "situation": None,
            "mineurs": [],
            "majeurs": [],
            "parent_isole": False,
        }
    return {
        "annee": annee,
        "declarants": foyer.declarants,
        "situation": foyer.situation,
        "mineurs": [asdict(e) for e in foyer.mineurs],
        "majeurs": foyer.majeurs,
        "parent_isole": foyer.parent_isole,
    }


def faits(famille: Famille, ref: str, jour: date) -> dict[str, Any]:
    """The dated facts about the person, with when each administration learns of them."""
    return {
        "unions": [_union(u) for u in famille.unions if ref in u.membres],
        "residences": [
            {"debut": r.debut, "known_by": r.known_by, "adresse": adresse(r.adresse)}
            for r in famille.residences
            if r.occupant == ref
        ],
        "activities": [asdict(a) for a in famille.activites if a.occupant == ref],
        "incomes": [_revenus(famille.revenus(ref, jour.year - n), jour.year - n) for n in range(1, ANNEES + 1)],
        "gardes": [asdict(g) for g in famille.gardes if ref == g.enfant or ref in g.parents],
        "rattachements": [asdict(r) for r in famille.rattachements if ref in (r.enfant, r.parent)],
        "decisions": [asdict(d) for d in famille.decisions if d.beneficiaire == ref],
        "schooling": _scolarite(famille, ref, jour),
        "studies": [asdict(a) for a in annees_d_etudes(famille, ref, jour)],
        **_demarches(famille, ref),
    }


def _demarches(famille: Famille, ref: str) -> dict[str, Any]:
    """What one administration asks about."""
    vehicule = famille.vehicule(ref)
    return {
        "job_seeker": asdict(famille.emploi(ref)),
        "national_service": asdict(famille.service_national(ref)),
        "vehicle": None if vehicule is None else asdict(vehicule),
    }


def _scolarite(famille: Famille, ref: str, jour: date) -> dict[str, Any] | None:
    """The school year under way on `jour`, with what the ministry is asked by."""
    try:
        annee = scolarite(famille, ref, jour.year if jour.month >= RENTREE else jour.year - 1)
    except SansDossier:
        return None
    codes = {"departement_bcn": annee.departement_bcn, "region_bcn": annee.region_bcn, "niveau": annee.niveau}
    return {**asdict(annee), **codes}


def _union(union: Union) -> dict[str, Any]:
    return {**asdict(union), "lieu": None if union.lieu is None else lieu(union.lieu)}


def _revenus(revenus: Revenus, annee: int) -> dict[str, int]:
    """The year and the incomes that are not zero, whole euros."""
    return {"annee": annee} | {f.name: v for f in fields(revenus) if (v := getattr(revenus, f.name))}


def edition(numero: int, modification: Modification) -> dict[str, Any]:
    """An edit with its number, in the shape it was posted."""
    return {
        "id": numero,
        "ref": modification.ref,
        "kind": modification.nature,
        "value": dict(modification.valeur),
        "since": modification.date_effet,
        "known_by": None if modification.known_by is None else dict(modification.known_by),
    }

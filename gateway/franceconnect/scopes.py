"""Every scope FranceConnect knows and what it stands for: discovery, consent page and checks all read it here.

Identity scopes come first; data scopes come from the providers of the catalogue, which own their labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from gateway.catalogue import FOURNISSEURS

IDENTITE: dict[str, tuple[str, ...]] = {
    "openid": ("sub",),
    "profile": ("given_name", "given_name_array", "family_name", "birthdate", "gender", "preferred_username"),
    "birth": ("birthplace", "birthcountry"),
    "identite_pivot": (
        "given_name",
        "given_name_array",
        "family_name",
        "birthdate",
        "gender",
        "birthplace",
        "birthcountry",
    ),
    "given_name": ("given_name", "given_name_array"),
    "family_name": ("family_name",),
    "birthdate": ("birthdate",),
    "gender": ("gender",),
    "birthplace": ("birthplace",),
    "birthcountry": ("birthcountry",),
    "email": ("email",),
    "preferred_username": ("preferred_username",),
    "idp_birthdate": ("idp_birthdate",),
    "idp_id": ("idp_id",),
    "amr": ("amr",),
}

#: What the citizen reads, in this order; a claim without a label here is never shown.
LIBELLES_IDENTITE = {
    "family_name": "Nom de naissance",
    "preferred_username": "Nom d'usage",
    "given_name": "Prénom(s)",
    "gender": "Sexe",
    "birthdate": "Date de naissance",
    "birthplace": "Lieu de naissance",
    "birthcountry": "Pays de naissance",
    "email": "Adresse e-mail",
}

#: Claims of the id_token that no scope opens.
CLAIMS_PROTOCOLE = ("acr", "sid", "auth_time", "iss")


@dataclass(frozen=True, slots=True)
class Groupe:
    """The scopes of one data provider, as the consent page lists them: scope name → label."""

    slug: str
    libelle: str
    scopes: dict[str, str]


def _groupes() -> tuple[Groupe, ...]:
    """One group per provider of the catalogue that FranceConnect knows."""
    connus = [f for f in FOURNISSEURS if f.scopes]
    groupes = {f.slug: Groupe(f.slug, f.libelle_fc, {}) for f in connus}
    for f in connus:
        for s in f.scopes:
            groupes[s.groupe or f.slug].scopes[s.nom] = s.libelle
    return tuple(groupes.values())


@dataclass(frozen=True)
class Portee:
    """What one platform knows: `identite` says which claims a scope opens, `groupes` are its data scopes."""

    identite: Mapping[str, tuple[str, ...]]
    groupes: tuple[Groupe, ...]

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        return (*self.identite, *self._donnees)

    @cached_property
    def connus(self) -> frozenset[str]:
        return frozenset(self.scopes)

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """Every claim the discovery document announces: those of the identity, then the data scopes."""
        return tuple(dict.fromkeys([c for s in self.identite.values() for c in s] + list(self._donnees)))

    @property
    def _donnees(self) -> tuple[str, ...]:
        return tuple(nom for g in self.groupes for nom in g.scopes)


GROUPES = _groupes()
#: FranceConnect v2, the "low" platform.
V2 = Portee(IDENTITE, GROUPES)
SCOPES = V2.scopes


def demandes(scope: str, portee: Portee = V2) -> list[str]:
    """The known scopes of a request, each once, in its order; unknown names are dropped."""
    return [s for s in dict.fromkeys(scope.split()) if s in portee.connus]


def claims_ouverts(scopes: Iterable[str], portee: Portee = V2) -> frozenset[str]:
    """The identity claims these scopes open; data scopes open none."""
    return frozenset(claim for s in scopes for claim in portee.identite.get(s, ()))


def anonyme(scopes: Iterable[str]) -> bool:
    """Whether nothing but the subject is asked."""
    return set(scopes) <= {"openid"}


def affichage(scopes: Iterable[str], portee: Portee = V2) -> list[tuple[str, list[str]]]:
    """What the page tells the citizen: (provider's name, labels), FranceConnect first, then by provider's name."""
    demandes_ = set(scopes)
    ouverts = claims_ouverts(demandes_, portee)
    identite = [libelle for claim, libelle in LIBELLES_IDENTITE.items() if claim in ouverts]
    donnees = [(g.libelle, [lib for nom, lib in g.scopes.items() if nom in demandes_]) for g in portee.groupes]
    presents = sorted((d for d in donnees if d[1]), key=lambda d: d[0].casefold())
    return ([("FranceConnect", identite)] if identite else []) + presents

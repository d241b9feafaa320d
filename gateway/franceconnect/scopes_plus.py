"""The scopes of FranceConnect+: the identity as its provider gives it, its corrected twin, three data providers."""

from __future__ import annotations

from gateway.franceconnect.scopes import GROUPES, IDENTITE, Groupe, Portee

#: The claims that have a twin, in the register's correction.
_JUMEAUX = ("given_name", "family_name", "birthdate", "gender", "birthplace", "birthcountry")
_PROFIL, _NAISSANCE = _JUMEAUX[:4], _JUMEAUX[4:]
_FOURNISSEURS = ("cnam", "cnous", "dgfip")
#: A scope of ours, which FranceConnect does not publish.
_HORS_LISTE = frozenset({"dgfip_rbg"})


def _corriges(claims: tuple[str, ...]) -> tuple[str, ...]:
    """Each claim followed by its twin; the given names also come as a list."""
    listes = {"given_name": ("rnipp_given_name_array",)}
    return tuple(c for nom in claims for c in (nom, f"rnipp_{nom}", *listes.get(nom, ())))


def _identite() -> dict[str, tuple[str, ...]]:
    communs = {
        scope: tuple(c for c in claims if c != "given_name_array")
        for scope, claims in IDENTITE.items()
        if scope not in ("idp_birthdate", "idp_id")
    }
    return {
        **communs,
        **{f"rnipp_{nom}": _corriges((nom,)) for nom in _JUMEAUX},
        "rnipp_profile": (*_corriges(_PROFIL), "preferred_username"),
        "rnipp_birth": _corriges(_NAISSANCE),
        "rnipp_identite_pivot": _corriges(_JUMEAUX),
    }


def _groupe(groupe: Groupe) -> Groupe:
    admis = {nom: libelle for nom, libelle in groupe.scopes.items() if nom not in _HORS_LISTE}
    return Groupe(groupe.slug, groupe.libelle, admis)


PLUS = Portee(_identite(), tuple(_groupe(g) for g in GROUPES if g.slug in _FOURNISSEURS))

"""What makes one FranceConnect platform different from another; the rest of this folder is the same for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gateway.franceconnect import durees, scopes, scopes_plus, scopes_v1
from gateway.franceconnect.scopes import Portee

#: eIDAS levels of assurance, lowest first.
NIVEAUX = ("eidas1", "eidas2", "eidas3")


Alg = Literal["ES256", "RS256", "HS256"]


@dataclass(frozen=True, slots=True)
class Profil:
    """One platform.

    `prefixe` is the issuer's path in the space, `racine_fi` what comes before the paths of the identity providers, so
    that they send the browser back to the platform it came from. `niveaux` are the levels a service may ask,
    `niveaux_sso` those at which a session is reused. `algorithmes` sign what services receive, `chiffrement` says
    whether a service may have it encrypted. `identite_du_fi` gives services what the identity provider says, not the
    register's correction. `session` is in seconds, counted again at each page when `session_glissante`, from the start
    of the authentication otherwise. `exclus_masques` takes the tiles a service excludes off the page;
    `localhost_douteux` lets a setting refuse addresses without a public domain. `v1` is the retired
    protocol, which a space has to ask for: HS256, JSON userinfo, lax parameters, no `iss` in redirects.
    """

    nom: str
    titre: str
    prefixe: str
    racine_fi: str
    niveaux: tuple[str, ...]
    niveau_defaut: str
    niveaux_sso: frozenset[str]
    algorithmes: tuple[str, ...]
    chiffrement: bool
    portee: Portee
    identite_du_fi: bool
    session: int
    session_glissante: bool
    exclus_masques: bool
    localhost_douteux: bool
    v1: bool

    def nature(self, nom: str) -> str:
        """The kind of state `nom` in the store: a code or a session of one platform is unknown to the others."""
        return nom if self is BAS else f"{self.nom}:{nom}"

    def niveau_rendu(self, obtenu: str, demande: str) -> str:
        """The `acr` services receive: the level obtained, unless the platform does not know it."""
        return obtenu if obtenu in self.niveaux else demande

    def alg(self, declare: Alg) -> Alg:
        """What signs for a service that declared `declare`; v1 knew nothing but the secret."""
        return "HS256" if self.v1 else declare


def suffisant(niveau: str, demande: str) -> bool:
    """Whether `niveau` is at least `demande`."""
    return NIVEAUX.index(niveau) >= NIVEAUX.index(demande)


#: FranceConnect, the "low" platform: what most services use.
BAS = Profil(
    nom="franceconnect",
    titre="FranceConnect",
    prefixe="/api/v2",
    racine_fi="",
    niveaux=("eidas1",),
    niveau_defaut="eidas1",
    niveaux_sso=frozenset({"eidas1"}),
    algorithmes=("HS256", "ES256", "RS256"),
    chiffrement=False,
    portee=scopes.V2,
    identite_du_fi=False,
    session=durees.SESSION,
    session_glissante=True,
    exclus_masques=False,
    localhost_douteux=False,
    v1=False,
)

#: FranceConnect+, the "high" platform.
PLUS = Profil(
    nom="franceconnect-plus",
    titre="FranceConnect+",
    prefixe="/franceconnect-plus/api/v2",
    racine_fi="/franceconnect-plus",
    niveaux=("eidas2", "eidas3"),
    niveau_defaut="eidas3",
    niveaux_sso=frozenset({"eidas2"}),
    algorithmes=("ES256",),
    chiffrement=True,
    portee=scopes_plus.PLUS,
    identite_du_fi=True,
    session=durees.SESSION_PLUS,
    session_glissante=False,
    exclus_masques=True,
    localhost_douteux=True,
    v1=False,
)

#: FranceConnect v1, retired; what is known of it comes from its clients.
V1 = Profil(
    nom="franceconnect-v1",
    titre="FranceConnect v1",
    prefixe="/api/v1",
    racine_fi="/api/v1",
    niveaux=("eidas1",),
    niveau_defaut="eidas1",
    niveaux_sso=frozenset({"eidas1"}),
    algorithmes=("HS256",),
    chiffrement=False,
    portee=scopes_v1.V1,
    identite_du_fi=False,
    session=durees.SESSION,
    session_glissante=True,
    exclus_masques=False,
    localhost_douteux=False,
    v1=True,
)

#: What `*` stands for in a service's declaration: the scopes of every platform.
TOUS_SCOPES = tuple(dict.fromkeys(s for profil in (BAS, PLUS, V1) for s in profil.portee.scopes))
PROFILS = {profil.nom: profil for profil in (BAS, PLUS)}
#: Every platform, by name.
PLATEFORMES = {profil.nom: profil for profil in (BAS, PLUS, V1)}

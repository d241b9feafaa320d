"""API tokens of calls without FranceConnect: API Particulier's JWT, and the opaque token of the DGFiP's gateway.

The JWT is signed with the space's own key (HS256); what it may read comes from the database row its `jti` names
(fact sheet of API Particulier, §2.1).
"""

from __future__ import annotations

from functools import lru_cache

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from gateway import hasard
from gateway.jose import lire_entete
from kernel.contexte import JetonApi, JetonExpire, JetonInvalide, JetonRevoque
from registry.stockage.etat import Magasin

VERSION = "1.0"
#: JWTs whose signature is known to be good.
JETONS_GARDES = 4096
#: A dead DGFiP token is remembered as long again, to be refused as expired rather than unknown.
MEMOIRE = 2
NATURE_DGFIP = "jeton_dgfip"


def signer(secret: str, *, jti: str, client_id: str, scopes: list[str], emis_le: int, expire_le: int) -> str:
    """The compact JWT."""
    claims = {
        "uid": hasard.identifiant(),
        "jti": jti,
        "scopes": scopes,
        "sub": client_id,
        "iat": emis_le,
        "version": VERSION,
        "exp": expire_le,
    }
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(secret))


@lru_cache(JETONS_GARDES)
def jti(secret: str, jeton: str) -> str:
    """The `jti` of a JWT well signed by this space; `JetonInvalide` when it is anything else."""
    try:
        lire_entete(jeton)
        claims = jwt.decode(jeton, OctKey.import_key(secret), algorithms=["HS256"]).claims
    except (JoseError, ValueError) as erreur:
        raise JetonInvalide("signature ou forme") from erreur
    numero = claims.get("jti")
    if not isinstance(numero, str) or not isinstance(claims.get("uid"), str):
        raise JetonInvalide("uid ou jti")
    return numero


async def verifier(magasin: Magasin, espace: str, secret: str, jeton: str, maintenant: int) -> JetonApi:
    """The rights of an API Particulier token, checked in the order the real one does."""
    numero = jti(secret, jeton)
    ligne = await magasin.jeton_api(espace, numero)
    if ligne is None:
        raise JetonInvalide("jti")
    client_id, scopes, expire_le, revoque = ligne
    if expire_le <= maintenant:
        raise JetonExpire("exp")
    if revoque:
        raise JetonRevoque("jti")
    return JetonApi(jti=numero, client_id=client_id, scopes=frozenset(scopes))


async def emettre_dgfip(
    magasin: Magasin,
    espace: str,
    *,
    client_id: str,
    scopes: list[str],
    ressources: frozenset[str],
    echeance: int,
    duree: int,
) -> str:
    """An opaque client-credentials token, dead at `echeance` (epoch seconds)."""
    jeton = hasard.jeton()
    valeur = {"client_id": client_id, "scopes": scopes, "ressources": sorted(ressources), "exp": echeance}
    await magasin.poser(espace, NATURE_DGFIP, jeton, valeur, MEMOIRE * duree)
    return jeton


async def lire_dgfip(magasin: Magasin, espace: str, jeton: str, maintenant: int) -> JetonApi:
    """The DGFiP token's client, habilitation and resources; `JetonInvalide` or `JetonExpire`."""
    valeur = await magasin.lire(espace, NATURE_DGFIP, jeton)
    if valeur is None:
        raise JetonInvalide("inconnu")
    if valeur["exp"] <= maintenant:
        raise JetonExpire("exp")
    return JetonApi(jeton, valeur["client_id"], frozenset(valeur["scopes"]), frozenset(valeur["ressources"]))

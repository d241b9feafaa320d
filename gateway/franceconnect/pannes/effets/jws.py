"""Faults of a signed token: the id_token inside the token answer, or userinfo, which is the body itself."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any

import orjson
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry
from starlette.responses import Response

from gateway import hasard
from gateway.franceconnect.pannes.effets.coup import Coup, Effet

Jws = Callable[[Coup, str], str]
Claims = Callable[[Coup, dict[str, Any]], dict[str, Any]]


#: What our keys can sign again; a token signed by a secret, or encrypted, goes out as it is.
ALGORITHMES = ("ES256", "RS256")


def sur_jws(changer: Jws) -> Effet:
    """The answer with its token, when our keys signed it, replaced by `changer(coup, token)`."""

    def repondre(coup: Coup) -> Response:
        if coup.reponse.headers["content-type"].startswith("application/jwt"):
            return coup.corps(changer(coup, coup.texte)) if _signe(coup.texte) else coup.reponse
        document = coup.document()
        jws = document.get("id_token", "")
        return coup.json({**document, "id_token": changer(coup, jws)}) if _signe(jws) else coup.reponse

    return repondre


def _signe(jws: str) -> bool:
    return jws.count(".") == 2 and _json(jws.partition(".")[0]).get("alg") in ALGORITHMES


def _b64(octets: bytes) -> bytes:
    return urlsafe_b64encode(octets).rstrip(b"=")


def _json(segment: str) -> dict[str, Any]:
    lu: dict[str, Any] = orjson.loads(urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    return lu


def _parties(jws: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims."""
    entete, charge, _ = jws.split(".")
    return _json(entete), _json(charge)


def _a_signer(entete: dict[str, Any], charge: dict[str, Any]) -> bytes:
    return _b64(orjson.dumps(entete)) + b"." + _b64(orjson.dumps(charge))


def _signer(entete: dict[str, Any], charge: dict[str, Any], cle: ECKey | RSAKey) -> str:
    message = _a_signer(entete, charge)
    return (message + b"." + _b64(JWSRegistry.algorithms[entete["alg"]].sign(message, cle))).decode()


def _sans_absents(charge: dict[str, Any]) -> dict[str, Any]:
    return {nom: valeur for nom, valeur in charge.items() if valeur is not None}


def _autre_cle(alg: str) -> ECKey | RSAKey:
    return RSAKey.generate_key(2048) if alg == "RS256" else ECKey.generate_key("P-256")


def claims(changer: Claims) -> Effet:
    """Rightly signed claims that `changer` spoilt."""

    def resigner(coup: Coup, jws: str) -> str:
        entete, charge = _parties(jws)
        return _signer(entete, changer(coup, charge), coup.ctx.cles.signature(entete["alg"]))

    return sur_jws(resigner)


def remplacer(**changements: Any) -> Effet:
    """Claims replaced or added; None takes one away."""
    return claims(lambda _, charge: _sans_absents({**charge, **changements}))


def decaler(secondes: int) -> Effet:
    """`iat` and `exp` moved by so many seconds."""
    return claims(lambda _, c: {**c, "iat": c["iat"] + secondes, "exp": c["exp"] + secondes})


def signature_fausse(_: Coup, jws: str) -> str:
    """One bit of the signature is another."""
    message, signature = jws.rsplit(".", 1)
    octets = bytearray(urlsafe_b64decode(signature + "=" * (-len(signature) % 4)))
    octets[0] ^= 1
    return f"{message}.{_b64(bytes(octets)).decode()}"


def kid_inconnu(coup: Coup, jws: str) -> str:
    """The right key under a name that the key set does not have."""
    entete, charge = _parties(jws)
    return _signer({**entete, "kid": hasard.hexa(16)}, charge, coup.ctx.cles.signature(entete["alg"]))


def cle_etrangere(_: Coup, jws: str) -> str:
    """Another key under the name of ours."""
    entete, charge = _parties(jws)
    return _signer(entete, charge, _autre_cle(entete["alg"]))


def autre_espace(_: Coup, jws: str) -> str:
    """A key of another platform under its own name."""
    entete, charge = _parties(jws)
    return _signer({**entete, "kid": hasard.hexa(16)}, charge, _autre_cle(entete["alg"]))


def autre_algorithme(coup: Coup, jws: str) -> str:
    """Rightly signed, with the algorithm that the service did not declare."""
    entete, charge = _parties(jws)
    cle = coup.ctx.cles.signature("ES256" if entete["alg"] == "RS256" else "RS256")
    return _signer({"alg": "ES256" if entete["alg"] == "RS256" else "RS256", "kid": cle.kid}, charge, cle)


def sans_signature(_: Coup, jws: str) -> str:
    """`alg: none` (RFC 7515, appendix A.5)."""
    return (_a_signer({"alg": "none"}, _parties(jws)[1]) + b".").decode()


def _hs256(jws: str, secret: bytes) -> str:
    entete, charge = _parties(jws)
    message = _a_signer({**entete, "alg": "HS256"}, charge)
    return (message + b"." + _b64(hmac.digest(secret, message, "sha256"))).decode()


def hs256_cle_publique(coup: Coup, jws: str) -> str:
    """The public key taken for a shared secret: the classical confusion of algorithms (RFC 8725, section 2.1)."""
    cle = coup.ctx.cles.signature(_parties(jws)[0]["alg"])
    return _hs256(jws, cle.as_pem(private=False))


def hs256_secret(coup: Coup, jws: str) -> str:
    """Signed with the service's secret, though it declared an asymmetric algorithm."""
    return _hs256(jws, coup.ctx.services[coup.client_id].client_secret.encode())


def tronque(_: Coup, jws: str) -> str:
    """Cut in the middle of its claims: two segments instead of three."""
    entete, charge, _signature = jws.split(".")
    return f"{entete}.{charge[: len(charge) // 2]}"


def pas_un_jwt(_: Coup, jws: str) -> str:
    return jws.replace(".", "")


def en_json(coup: Coup) -> Response:
    """userinfo's claims as JSON, not signed."""
    if not _signe(coup.texte):
        return coup.reponse
    return coup.corps(orjson.dumps(_parties(coup.texte)[1]), "application/json")

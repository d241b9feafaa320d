"""The accounts of the simulated identity providers: what a citizen types, and whom it names."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.franceconnect.appel import Appel
from registry.erreurs import PersonneInconnue
from registry.facts import Personne

CITOYEN_PROPOSE = "test"
LONGUEUR_SPI = 13
LONGUEURS_NIR = (13, 15)


@dataclass(frozen=True, slots=True)
class Saisie:
    """The field of the login form. `clavier` is its HTML `inputmode`."""

    etiquette: str
    aide: str
    clavier: str


_AIDE = "N'importe quel mot de passe convient."
SAISIES = {
    "login": Saisie("Identifiant", f"{_AIDE} L'identifiant de chaque citoyen est dans sa fiche.", "text"),
    "spi": Saisie("Numéro fiscal", f"{_AIDE} Le numéro fiscal (13 chiffres) est dans la fiche du citoyen.", "numeric"),
    "nir": Saisie("Numéro de sécurité sociale", f"{_AIDE} 13 caractères, ou 15 avec la clé.", "text"),
    "email": Saisie("Adresse électronique", f"{_AIDE} L'identifiant du citoyen convient aussi.", "email"),
}


def propose(ctx: Appel, nature: str) -> str:
    """What the form is filled with: the account of every tutorial."""
    personne = ctx.registre.par_login(CITOYEN_PROPOSE)
    return {"login": personne.login, "spi": personne.spi, "nir": personne.nir, "email": personne.email}[nature]


def titulaire(ctx: Appel, nature: str, tape: str) -> Personne:
    """The holder of the account; `PersonneInconnue` when nobody is, or when the number is malformed."""
    if nature == "spi":
        return _seul(ctx, ctx.registre.par_spi(tape) if len(tape) == LONGUEUR_SPI and _chiffres(tape) else ())
    if nature == "nir":
        return _par_nir(ctx, "".join(tape.upper().split()))
    if nature == "email" and "@" in tape:
        return _par_email(ctx, tape.lower())
    return ctx.registre.par_login(tape)


def _chiffres(texte: str) -> bool:
    return texte.isascii() and texte.isdigit()


def _seul(ctx: Appel, refs: tuple[str, ...]) -> Personne:
    if len(refs) != 1:
        raise PersonneInconnue(f"{len(refs)} comptes")
    return ctx.registre.personne(refs[0])


def _par_nir(ctx: Appel, nir: str) -> Personne:
    """A NIR whose key is wrong names nobody."""
    if len(nir) not in LONGUEURS_NIR or not nir.isascii() or not nir.isalnum():
        raise PersonneInconnue("NIR mal formé")
    refs = ctx.registre.par_nir(nir[:13])
    return _seul(ctx, tuple(r for r in refs if ctx.registre.personne(r).nir.startswith(nir)))


def _par_email(ctx: Appel, adresse: str) -> Personne:
    """A citizen of the nation has their rank before the @; personas are looked through."""
    rang = adresse.partition("@")[0].rpartition(".")[2]
    candidats = [f"n-{rang}"] if _chiffres(rang) else []
    candidats += [p.login for p in ctx.personas()]
    for login in candidats:
        try:
            personne = ctx.registre.par_login(login)
        except PersonneInconnue:
            continue
        if personne.email == adresse:
            return personne
    raise PersonneInconnue(adresse)

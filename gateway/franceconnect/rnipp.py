"""FranceConnect's call to the RNIPP after the identity provider: the corrected identity, or the outcome's refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gateway.franceconnect import identite
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurPage
from gateway.rnipp.issues import ISSUES, Issue, armee
from gateway.rnipp.recherche import RECTIFIE, TROUVE, Demande, Reponse, identifier
from registry.facts import Personne
from registry.identification import normaliser

_REFUS = {issue.reponse: issue.code for issue in ISSUES.values() if issue.code and issue.nom != "deceased"}


async def redresser(ctx: Appel, ref: str, forcee: Issue | None = None) -> int:
    """The `TypeReponseIdentification` for the citizen an identity provider recognised: 2, or 3 once corrected.

    `forcee` comes with the login and wins over the outcome armed for the citizen. Raises `ErreurPage`.
    """
    issue = forcee or await armee(ctx, ref)
    if issue is not None and issue.code:
        raise ErreurPage(issue.code, f"issue du RNIPP : {issue.nom}")
    personne = identite.verifier(ctx, ref)
    if issue is None or issue.nom != "corrected":
        return TROUVE
    trouve, type_ = redresser_identite(ctx, mal_transcrite(personne))
    if trouve.ref != ref:
        raise ErreurPage("Y010006", "l'identité transcrite est celle d'un homonyme")
    return type_


def redresser_identite(ctx: Appel, demande: Demande) -> tuple[Personne, int]:
    """The one living person this identity names, as the register knows them, and 2 or 3; raises `ErreurPage`."""
    reponse = chercher(ctx, demande, ctx.jour)
    if reponse.type not in (TROUVE, RECTIFIE) or reponse.personne is None:
        raise ErreurPage(_REFUS[reponse.type], f"réponse du RNIPP : {reponse.type}")
    return identite.verifier(ctx, reponse.personne.ref), reponse.type


def chercher(ctx: Appel, demande: Demande, jour: date) -> Reponse:
    """The register's answer in this space."""
    porteurs = (ctx.registre.personne(p.ref) for p in ctx.personas())
    return identifier(ctx.registre.identifier, porteurs, demande, jour)


def exacte(personne: Personne) -> Demande:
    """The identity as the act gives it."""
    n, lieu = personne.naissance, personne.lieu_naissance
    return Demande(
        nom=personne.nom_naissance,
        prenoms=personne.prenoms,
        naissance=(n.annee, n.mois, n.jour),
        sexe=personne.sexe,
        lieu=lieu.code if lieu.en_france else lieu.code_pays,
    )


def mal_transcrite(personne: Personne) -> Demande:
    """The same as an identity provider may hold it: no accents, other capitals, the first given name alone."""
    premier = " ".join(personne.prenoms[:1])
    prenoms = (normaliser(premier).title(),) if premier else ()
    return replace(exacte(personne), nom=normaliser(personne.nom_naissance).title(), prenoms=prenoms)

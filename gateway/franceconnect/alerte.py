"""The notification mail « Alerte de connexion »: to whom, when it is due, and what it says."""

from __future__ import annotations

from starlette.requests import Request

from gateway.declarations import Service
from gateway.franceconnect import appareil, courriels, identite
from gateway.franceconnect.appareil import Appareil
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.session import Identite, Session
from registry.facts import Personne


async def notifier(
    request: Request, ctx: Appel, session: Session, service: Service, qui: Identite, *, suspect: bool
) -> Appareil:
    """Send the mail if it is due, always when `suspect`; the device, which knows this identity from now on.

    Raises `ErreurPage`.
    """
    personne = identite.verifier(ctx, qui["ref"])
    adresse = qui["saisie"]["email"] if qui["saisie"] else personne.email
    if not adresse:
        raise ErreurPage("Y270001")
    connu = appareil.lire(request, ctx.secret)
    empreinte = identite.empreinte(identite.claims(personne))
    cle = f"{service.client_id}|{personne.ref}"
    if cle not in session.notifies and (suspect or not _de_confiance(connu, ctx.secret, empreinte)):
        session.notifies.append(cle)
        await _envoyer(ctx, adresse, session, service, personne, qui["fi"])
    return connu.avec(ctx.secret, empreinte)


def _de_confiance(connu: Appareil, secret: str, empreinte: str) -> bool:
    """A device where only this identity has ever logged in."""
    return len(connu.vus) == 1 and connu.connait(secret, empreinte)


async def _envoyer(ctx: Appel, adresse: str, session: Session, service: Service, personne: Personne, fi: str) -> None:
    connu = ctx.fournisseurs_identite.get(fi)
    titre_fi = connu.title if connu else fi
    texte = (
        f"Bonjour {personne.prenoms[0] if personne.prenoms else personne.nom_naissance},\n\n"
        f"Une connexion au service « {service.title} » a eu lieu avec FranceConnect.\n\n"
        f"Compte utilisé : {titre_fi}\n"
        f"Date : {courriels.quand(ctx.maintenant)}\n"
        "Lieu : inconnu du bac à sable\n"
        f"Code d'identification : {session.navigation}\n\n"
        "Si vous n'en êtes pas à l'origine, changez le mot de passe de ce compte. Vos connexions se lisent à l'adresse "
        f"{ctx.base_url}/mes-connexions/"
    )
    await courriels.envoyer(
        ctx,
        adresse,
        f'Alerte de connexion au service "{service.title}" avec FranceConnect',
        texte,
        service=service.client_id,
        code=session.navigation,
    )

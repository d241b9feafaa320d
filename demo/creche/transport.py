"""The httpx transport that keeps a witness of every exchange, over one shared pool of connections."""

from __future__ import annotations

from time import perf_counter

import httpx

from demo.creche.echanges import Echange, Journal, decrire_corps, masquer, parametres_masques, sans_requete

CRECHE = "Crèche"
#: Who answers, by the beginning of the path after the base address.
INTERLOCUTEURS = {
    "/api/v2/": "FranceConnect (simulé)",
    "/v3/dss/": "CAF et MSA",
    "/impotparticulier/": "DGFiP",
    "/v1/droits/": "Assurance Maladie",
    "/etat-civil/": "État civil",
}
#: What each call is for, by the end of its path.
EXPLICATIONS = {
    "/openid-configuration": "La crèche lit les adresses et les capacités de la plateforme.",
    "/token": "La crèche échange le code, qui ne sert qu’une fois, contre un jeton d’accès et un jeton d’identité.",
    "/jwks": "La crèche lit les clés publiques pour vérifier les signatures.",
    "/userinfo": "La crèche demande l’identité ; la réponse est signée, et son sub est celui du jeton d’identité.",
    "/quotient_familial/france_connect": "La CAF ou la MSA vérifie le jeton auprès de FranceConnect, puis répond.",
    "/beneficiaires/caisse": "Le NIR reçu à l’instant dit de quel bénéficiaire on parle.",
}
ENTETES_MONTRES = ("authorization", "x-correlation-id", "accept", "nir", "x-franceconnect-oauth")


def interlocuteur(url: str, base: str) -> str:
    chemin = url.removeprefix(base)
    return next((nom for debut, nom in INTERLOCUTEURS.items() if chemin.startswith(debut)), "Inconnu")


class Temoin(httpx.AsyncBaseTransport):
    """Sends through `reseau` and writes what was said into `journal`.

    `base` is the public address of the sandbox; `connexion`, when given, is the origin where to open the connection
    instead (same process or container), the `Host` header staying the public one.
    """

    def __init__(self, reseau: httpx.AsyncBaseTransport, journal: Journal, base: str, connexion: str | None) -> None:
        self._reseau = reseau
        self._journal = journal
        self._base = base
        self._connexion = httpx.URL(connexion) if connexion else None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        echange = self._journal.noter(self._question(request))
        debut = perf_counter()
        if self._connexion is not None and str(request.url).startswith(self._base):
            vers = self._connexion
            request.url = request.url.copy_with(scheme=vers.scheme, host=vers.host, port=vers.port)
        try:
            reponse = await self._reseau.handle_async_request(request)
            await reponse.aread()
        except httpx.TransportError as panne:
            echange.echec = type(panne).__name__
            raise
        finally:
            echange.duree = (perf_counter() - debut) * 1000
        echange.statut = reponse.status_code
        decrire_corps(echange, reponse.headers.get("content-type", "").partition(";")[0], reponse.text)
        return reponse

    def _question(self, request: httpx.Request) -> Echange:
        url = str(request.url)
        formulaire = request.content.decode() if request.method == "POST" else ""
        entetes = {n: masquer(n, request.headers[n]) for n in ENTETES_MONTRES if n in request.headers}
        return Echange(
            de=CRECHE,
            vers=interlocuteur(url, self._base),
            methode=request.method,
            url=sans_requete(url),
            parametres=parametres_masques(request.url.query.decode()) | parametres_masques(formulaire),
            entetes=entetes,
            note=next((texte for fin, texte in EXPLICATIONS.items() if sans_requete(url).endswith(fin)), ""),
        )

    async def aclose(self) -> None:
        """The network is shared: closing a client must not close it."""

"""A browser without JavaScript: it keeps cookies, follows redirects and submits the forms that a page shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpx

ETAPES_MAX = 20


@dataclass(slots=True)
class Formulaire:
    """A form of a page: where it goes, and its fields with their values (submit buttons with a name apart)."""

    action: str
    methode: str
    champs: dict[str, str] = field(default_factory=dict)


class _Lecteur(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.formulaires: list[Formulaire] = []
        self._ouvert: Formulaire | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {nom: valeur or "" for nom, valeur in attrs}
        if tag == "form":
            self._ouvert = Formulaire(a.get("action", ""), a.get("method", "get").lower())
            self.formulaires.append(self._ouvert)
        elif tag == "input" and self._ouvert is not None and a.get("name"):
            # A person ticks what must be ticked.
            self._ouvert.champs[a["name"]] = a.get("value", "on" if a.get("type") == "checkbox" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._ouvert = None


def formulaires(html: str) -> list[Formulaire]:
    lecteur = _Lecteur()
    lecteur.feed(html)
    return lecteur.formulaires


class Navigateur:
    """Follows the journey of one person until the browser is sent back to the service (`retour`)."""

    def __init__(self) -> None:
        self.client = httpx.Client(trust_env=False, timeout=20)
        self.pages: list[httpx.Response] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.client.close()

    def aller(self, url: str, arret: str = "") -> str:
        """Open `url`, follow its redirects; the address of the last page, or the one starting by `arret` not opened."""
        return self._suivre(self.client.get(url), arret)

    def soumettre(self, formulaire: Formulaire, depuis: str, arret: str = "", **champs: str) -> str:
        """Fill in a form of the page `depuis` and follow where it leads."""
        url = urljoin(depuis, formulaire.action)
        donnees = {**formulaire.champs, **champs}
        poster = formulaire.methode == "post"
        reponse = self.client.post(url, data=donnees) if poster else self.client.get(url, params=donnees)
        return self._suivre(reponse, arret)

    def connecter(self, url: str, retour: str, login: str = "test") -> str:
        """From the authorisation URL to the address the service receives, answering each page as `login` would."""
        ici = self.aller(url, retour)
        for _ in range(ETAPES_MAX):
            if ici.startswith(retour):
                return ici
            page = self.pages[-1]
            trouves = formulaires(page.text)
            if page.status_code >= 400 or not trouves:
                raise AssertionError(f"{page.status_code} {page.url}\n{page.text}")
            forme = next((f for f in trouves if "login" in f.champs), trouves[0])
            reponses = {"login": login, "password": "123"} if "login" in forme.champs else {}
            ici = self.soumettre(forme, str(page.url), retour, **reponses)
        raise AssertionError("le parcours ne finit pas")

    def deconnecter(self, url: str, retour: str) -> str:
        """From the end-session URL to the address the service receives, through the auto-submitted pages."""
        ici = self.aller(url, retour)
        for _ in range(ETAPES_MAX):
            if ici.startswith(retour):
                return ici
            page = self.pages[-1]
            trouves = formulaires(page.text)
            assert trouves, page.text
            ici = self.soumettre(trouves[0], str(page.url), retour)
        raise AssertionError("la déconnexion ne finit pas")

    def _suivre(self, reponse: httpx.Response, arret: str) -> str:
        while reponse.is_redirect:
            ici = urljoin(str(reponse.url), reponse.headers["location"])
            if arret and ici.startswith(arret):
                self.pages.append(reponse)
                return ici
            reponse = self.client.get(ici)
        self.pages.append(reponse)
        return str(reponse.url)

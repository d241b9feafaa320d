"""The locust user: one distinct citizen who logs in, lets the service read the four administrations, and logs out.

`python -m loadtests.charge` runs it here. From several machines, with locust's own distributed mode:
`locust -f loadtests/locustfile.py --master` on one, `… --worker --master-host` and its address on the others.
"""

from __future__ import annotations

import os
import secrets
from threading import Lock
from typing import Any

from locust import FastHttpUser, events, task
from locust.exception import StopUser
from locust.runners import MasterRunner, WorkerRunner

from loadtests.controle import Controle
from loadtests.parcours import (
    Citoyen,
    Conversation,
    ParcoursRompu,
    Reponse,
    connexion,
    deconnexion,
    lire_donnees,
)

#: Set by the sandbox's administrator; needed when it does not listen on this machine only.
VARIABLE_CLE = "BACASABLE_CONTROL_KEY"
#: Distributed generators share the nation out in so many parts.
PARTS = 64


class Foule:
    """The service and the citizens of one load generator, each given to one user only."""

    def __init__(self, url: str, cle: str = "", part: tuple[int, int] = (0, 1)) -> None:
        controle = Controle(url, cle)
        self.service = controle.service()
        self._citoyens = controle.citoyens(self.service.annee, part=part)
        self._verrou = Lock()

    def suivant(self) -> Citoyen | None:
        with self._verrou:
            return next(self._citoyens, None)


class CitoyenVirtuel(FastHttpUser):
    """Logs in and out again and again, always as the same person, whom no other user is."""

    #: A refusal is an answer here: nothing is tried twice.
    max_retries = 0
    foule: Foule

    def on_start(self) -> None:
        citoyen = self.foule.suivant()
        if citoyen is None:
            raise StopUser
        self.citoyen = citoyen

    @task
    def vivre(self) -> None:
        """One login, one reading of everything, one logout; the first failure ends the journey."""
        service = self.foule.service
        self.client.cookiejar.clear()
        jetons = self.tenir(connexion(service, self.citoyen.login, secrets.token_urlsafe(24)))
        if jetons is None:
            return
        self.tenir(lire_donnees(service, self.citoyen, jetons.acces))
        self.tenir(deconnexion(service, jetons.identite, secrets.token_urlsafe(24)))

    def tenir(self, conversation: Conversation[Any]) -> Any:
        """Hold the conversation; what it returns, or None when it broke: the answer that broke it is the failure."""
        requete = next(conversation)
        while True:
            with self.client.request(
                requete.methode,
                requete.chemin,
                name=requete.nom,
                data=requete.corps.decode() or None,
                headers=dict(requete.entetes),
                allow_redirects=False,
                catch_response=True,
            ) as recue:
                if recue.status_code == 0:
                    recue.failure(f"pas de réponse : {recue.error}")
                    return None
                lieu = (recue.headers or {}).get("location") or ""
                try:
                    requete = conversation.send(Reponse(recue.status_code, recue.content or b"", lieu))
                except StopIteration as fin:
                    recue.success()
                    return fin.value
                except ParcoursRompu as rupture:
                    recue.failure(str(rupture))
                    return None
                recue.success()


def preparer(environment: Any, **_: object) -> None:
    """Each process that makes users gets its own citizens; the master makes none."""
    runner = environment.runner
    if not isinstance(runner, MasterRunner):
        part = (runner.worker_index % PARTS, PARTS) if isinstance(runner, WorkerRunner) else (0, 1)
        CitoyenVirtuel.foule = Foule(environment.host, os.environ.get(VARIABLE_CLE, ""), part)


events.test_start.add_listener(preparer)  # type: ignore[no-untyped-call]  # locust leaves it untyped

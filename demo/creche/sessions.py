"""What the crèche remembers of each browser: in memory, bounded, gone after half an hour without a visit."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from demo.creche.dossier import Dossier, Inscription
from demo.creche.echanges import Echange, Journal

DUREE = 30 * 60
MAXIMUM = 2000
ATTENTES_MAXIMUM = 8


@dataclass(frozen=True, slots=True)
class Attente:
    """A login that left for FranceConnect: what must come back with it, and where its exchanges are written."""

    nonce: str
    journal: Journal
    echange: Echange
    metadonnees: dict[str, Any]


@dataclass(slots=True)
class Session:
    """One browser in one space (`base`). `journal` is that of the last journey."""

    base: str
    journal: Journal = field(default_factory=Journal)
    attentes: OrderedDict[str, Attente] = field(default_factory=OrderedDict)
    id_token: str = ""
    state_sortie: str = ""
    metadonnees: dict[str, Any] = field(default_factory=dict)
    dossier: Dossier | None = None
    inscription: Inscription | None = None
    vue: float = 0.0

    def attendre(self, state: str, attente: Attente) -> None:
        self.attentes[state] = attente
        while len(self.attentes) > ATTENTES_MAXIMUM:
            self.attentes.popitem(last=False)

    def entrer(self, dossier: Dossier, id_token: str, metadonnees: dict[str, Any]) -> None:
        self.dossier, self.inscription = dossier, None
        self.id_token, self.metadonnees = id_token, metadonnees

    def sortir(self, state: str) -> bool:
        """Whether this is the return of the logout that was asked, once."""
        attendu, self.state_sortie = self.state_sortie, "" if state == self.state_sortie else self.state_sortie
        return bool(attendu) and state == attendu

    def oublier_la_personne(self) -> None:
        """What a logout must erase; the journal stays for the page behind the scenes."""
        self.dossier = self.inscription = None
        self.id_token = ""


class Sessions:
    """Sessions by the value of the cookie."""

    def __init__(self, maintenant: Callable[[], float] = time.monotonic) -> None:
        self._maintenant = maintenant
        self._par_cle: OrderedDict[str, Session] = OrderedDict()

    def lire(self, cle: str | None, base: str) -> Session | None:
        """The live session of `cle` in the space `base`."""
        session = self._par_cle.get(cle or "")
        if cle is None or session is None or session.base != base:
            return None
        if self._maintenant() - session.vue > DUREE:
            del self._par_cle[cle]
            return None
        session.vue = self._maintenant()
        self._par_cle.move_to_end(cle)
        return session

    def ranger(self, session: Session, ancienne: str | None = None) -> str:
        """Keep `session` under a new key, which is returned; `ancienne` stops working (no session fixation)."""
        if ancienne is not None:
            self._par_cle.pop(ancienne, None)
        cle = secrets.token_urlsafe(32)
        session.vue = self._maintenant()
        self._par_cle[cle] = session
        while len(self._par_cle) > MAXIMUM:
            self._par_cle.popitem(last=False)
        return cle

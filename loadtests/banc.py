"""`make bench`: the hot paths beside a bare FastAPI in the same run, at one million and at 67 million citizens.

Every measured pair lies between two measures of the witness, and its ratio is to their mean: what else the machine does
weighs on both. Figures are medians of the rounds; the client has a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from loadtests import cout, terrain
from loadtests.client import Mesure, en_octets, tirer
from loadtests.parcours import Requete
from loadtests.serveur import RACINE, Serveur, bac_a_sable, processus
from loadtests.terrain import GRAINE, Terrain

TAILLES = (1_000_000, 67_000_000)
SEUIL = 0.4
#: MB of resident memory that a process serving 67 million citizens must stay under.
MEMOIRE_MAXIMALE = 400
MILLION = 1_000_000
#: Citizens asked about for the first time, per second of measure.
JAMAIS_VUS = 500
TEMOIN, TUTORIEL = "FastAPI nu, octets constants", "FastAPI nu, modèle pydantic constant"
PAR_JETON = {
    "quotient familial, jeton FC": 0,
    "situation DGFiP, jeton FC": 1,
    "droits CNAM, jeton FC": 2,
    "acte de naissance, jeton FC": 4,
}


@dataclass(slots=True)
class Serie:
    """One kind of call on one server over the rounds; `ratios` are to the witness measured just before and after."""

    nom: str
    taille: int = 0
    debits: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    latences: list[float] = field(default_factory=list)
    erreurs: dict[str, int] = field(default_factory=dict)

    def noter(self, mesure: Mesure) -> None:
        self.debits.append(mesure.debit)
        self.latences += mesure.latences
        for motif, nombre in mesure.erreurs.items():
            self.erreurs[motif] = self.erreurs.get(motif, 0) + nombre

    @property
    def debit(self) -> float:
        return median(self.debits)

    @property
    def ratio(self) -> float | None:
        return median(self.ratios) if self.ratios else None

    def centile(self, rang: int) -> float:
        """Milliseconds."""
        return 1000 * quantiles(self.latences, n=100)[rang - 1] if len(self.latences) > 1 else 0.0

    def resume(self) -> dict[str, Any]:
        return {
            "nom": self.nom,
            "citoyens": self.taille or None,
            "par_seconde": round(self.debit, 1),
            "rapport_au_temoin": None if self.ratio is None else round(self.ratio, 3),
            "p50_ms": round(self.centile(50), 3),
            "p99_ms": round(self.centile(99), 3),
            "rondes": [round(d, 1) for d in self.debits],
            "erreurs": self.erreurs,
        }


#: A measure to make: its name, and what the client process must do on a sandbox during one round.
Tir = Callable[[Terrain, int], Mesure]


class Banc:
    """The witness, one sandbox per size, and what was measured so far."""

    def __init__(self, client: ProcessPoolExecutor, temoin: Serveur, terrains: list[Terrain], secondes: float) -> None:
        self._client = client
        self._temoin = temoin
        self._terrains = terrains
        self._secondes = secondes
        self.series: dict[tuple[str, int], Serie] = {}

    def ronde(self, numero: int) -> None:
        """Every series once, each pair of sizes between two measures of the witness."""
        frais = [t.renouvele() for t in self._terrains]
        self._serie(TUTORIEL).noter(self._nu("/modele"))
        avant = self._temoin_nu()
        for nom, tir in self._tirs():
            mesures = [(self._serie(nom, t.taille), tir(t, numero)) for t in frais]
            apres = self._temoin_nu()
            for serie, mesure in mesures:
                serie.noter(mesure)
                serie.ratios.append(mesure.debit / ((avant + apres) / 2))
            avant = apres

    def _tirs(self) -> Iterator[tuple[str, Tir]]:
        for nom, rang in PAR_JETON.items():
            yield nom, lambda t, _, rang=rang: self._tirer(t.url, t.par_jeton(rang))  # type: ignore[misc]
        yield "quotient familial, par identité, jamais vus", self._par_identite
        yield "userinfo", lambda t, _: self._tirer(t.url, t.identites())
        yield "checktoken (JWS dans JWE)", lambda t, _: self._tirer(t.url, t.introspections())
        yield "connexion complète (11 requêtes)", lambda t, _: self._connexions(terrain.se_connecter, t)
        yield "connexion par POST /_bac/login", lambda t, _: self._connexions(terrain.se_connecter_directement, t)

    def _par_identite(self, t: Terrain, numero: int) -> Mesure:
        requetes = terrain.par_identite(t, int(JAMAIS_VUS * self._secondes), numero + 1)
        return self._client.submit(tirer, t.url, requetes, 30.0, en_boucle=False).result()

    def _connexions(self, comment: Callable[..., Mesure], t: Terrain) -> Mesure:
        return self._client.submit(comment, t.url, t.service, t.citoyens, self._secondes).result()

    def _tirer(self, url: str, requetes: list[bytes]) -> Mesure:
        return self._client.submit(tirer, url, requetes, self._secondes).result()

    def _nu(self, chemin: str) -> Mesure:
        return self._tirer(self._temoin.url, [en_octets(self._temoin.url, Requete(chemin))])

    def _temoin_nu(self) -> float:
        mesure = self._nu("/octets")
        self._serie(TEMOIN).noter(mesure)
        return mesure.debit

    def _serie(self, nom: str, taille: int = 0) -> Serie:
        return self.series.setdefault((nom, taille), Serie(nom, taille))


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 1 when an answer was not the one expected, whatever the speed."""
    choix = _lire_arguments(arguments)
    with ExitStack() as pile:
        bacs = [pile.enter_context(bac_a_sable(nation_size=t, nation_seed=GRAINE)) for t in TAILLES]
        print("Préparation : services, citoyens, jetons…", flush=True)
        terrains = [terrain.preparer(b.url, t) for b, t in zip(bacs, TAILLES, strict=True)]
        octets = int(median(terrain.tailles_quotient(terrains[0])))
        dossier = Path(pile.enter_context(tempfile.TemporaryDirectory(prefix="bacasable-banc-")))
        commande = ["-m", "uvicorn", "loadtests.temoin:creer", "--factory", "--no-access-log"]
        temoin = pile.enter_context(processus(commande, "/octets", {"TEMOIN_TAILLE": str(octets)}, dossier))
        client = pile.enter_context(ProcessPoolExecutor(1, get_context("spawn")))
        banc = Banc(client, temoin, terrains, choix.seconds)
        for numero in range(choix.rounds):
            print(f"Ronde {numero + 1} sur {choix.rounds}…", flush=True)
            banc.ronde(numero)
        memoire = {t: b.memoire() for t, b in zip(TAILLES, bacs, strict=True)}
        couts = [client.submit(cout.mesurer, t, GRAINE, terrains[0].jour).result() for t in cout.TAILLES]
    series = list(banc.series.values())
    print("\n".join(tableau(series, octets, memoire, couts)))
    _ecrire(choix.json, series, octets, memoire, couts)
    return 1 if any(s.erreurs for s in series) else 0


def _lire_arguments(arguments: list[str] | None) -> argparse.Namespace:
    lecteur = argparse.ArgumentParser(prog="python -m loadtests.banc", description="Vitesse à côté d'un FastAPI nu.")
    lecteur.add_argument("--rounds", type=int, default=3, help="rondes (3)")
    lecteur.add_argument("--seconds", type=float, default=0.8, help="durée de chaque mesure, en secondes (0,8)")
    lecteur.add_argument("--json", type=Path, default=RACINE / "var" / "banc.json", help="où écrire les chiffres")
    return lecteur.parse_args(arguments)


def tableau(
    series: list[Serie], octets: int, memoire: dict[int, float | None], couts: list[cout.Cout]
) -> Iterator[str]:
    """What the terminal shows."""
    yield ""
    yield f"{'':<46}{'citoyens':>10}{'par s':>9}{'rapport':>9}{'p50 ms':>9}{'p99 ms':>9}{'erreurs':>9}"
    for s in series:
        rapport = "1,00" if s.nom == TEMOIN else "" if s.ratio is None else virgule(s.ratio)
        yield (
            f"{s.nom:<46}{_taille(s.taille):>10}{s.debit:>9.0f}{rapport:>9}"
            f"{s.centile(50):>9.1f}{s.centile(99):>9.1f}{sum(s.erreurs.values()):>9}"
        )
    for s in series:
        for motif, nombre in s.erreurs.items():
            yield f"  {s.nom} ({_taille(s.taille)}) : {nombre} × {motif}"
    yield ""
    yield f"Réponse de {octets} octets ; le rapport est au FastAPI nu (octets constants), mesuré avant et après."
    for taille in TAILLES:
        pire = min(s.ratio or 0.0 for s in series if s.taille == taille and s.nom in PAR_JETON)
        verdict = "oui" if pire >= SEUIL else "non"
        yield f"Appels de données par jeton FranceConnect ≥ 0,4 à {_taille(taille)} : {verdict} ({virgule(pire)})"
    for taille, mo in memoire.items():
        yield f"Mémoire du processus à {_taille(taille)} de citoyens : {'inconnue' if mo is None else f'{mo:.0f} Mo'}"
    for c in couts:
        parmi = f"{c.taille:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
        yield (
            f"Un citoyen jamais vu parmi {parmi} : identifié en {c.identification:.0f} µs, "
            f"faits de sa famille en {c.famille:.0f} µs ; connu, dossier complet en {c.dossier_connu:.0f} µs"
        )


def virgule(nombre: float) -> str:
    return f"{nombre:.2f}".replace(".", ",")


def _taille(taille: int) -> str:
    return f"{taille // MILLION} M" if taille else ""


def _ecrire(
    chemin: Path, series: list[Serie], octets: int, memoire: dict[int, float | None], couts: list[cout.Cout]
) -> None:
    contenu = {
        "machine": {"systeme": platform.platform(), "python": platform.python_version(), "coeurs": os.cpu_count()},
        "octets_par_reponse": octets,
        "seuil": SEUIL,
        "series": [s.resume() for s in series],
        "memoire_mo": {str(t): mo for t, mo in memoire.items()},
        "memoire_maximale_mo": MEMOIRE_MAXIMALE,
        "couts_us": [asdict(c) for c in couts],
    }
    chemin.parent.mkdir(parents=True, exist_ok=True)
    chemin.write_text(json.dumps(contenu, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

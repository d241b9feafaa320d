"""Health schemes, and the decisions that no other fact gives."""

from __future__ import annotations

from gateway.recherche.critere import ADULTES, Cadre, Critere, Groupe, si_oui
from gateway.recherche.voulu import NON, OUI, Choix, OuiNon, Voulu
from registry.tamis import Condition

REGIMES = {"general": "régime général", "agricole": "régime agricole"}


def _tamis_regime(voulu: Voulu, cadre: Cadre) -> tuple[Condition, ...]:
    agricole = frozenset(OUI if v == "agricole" else NON for v in voulu.valeurs or ())
    return (Condition("agricole", parmi=agricole),) if len(agricole) == 1 else ()


def _decision(nature: str, libelle: str, *conditions: Condition) -> Critere:
    return Critere(nature, libelle, OuiNon(), lambda s: nature in s.decisions, si_oui(*conditions))


GROUPE = Groupe(
    "Santé et droits décidés",
    (
        Critere("regime", "Régime", Choix(REGIMES), lambda s: s.personne.regime_maladie, _tamis_regime),
        _decision("c2s", "Complémentaire santé solidaire", Condition("c2s")),
        _decision("rsa", "RSA", ADULTES, Condition("rsa")),
        _decision("aah", "AAH", ADULTES, Condition("aah")),
        _decision("invalidite", "Carte d’invalidité", Condition("invalidite")),
    ),
)

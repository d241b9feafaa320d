"""What the common index of social security (RNCPS) knows of a person's complémentaire santé solidaire."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from registry.erreurs import SansDossier
from registry.facts import Decision, Famille, GardeAlternee, Logement, Personne, Revenus
from registry.groupes import conjoint, menage, residence

# Age from which a child living with their parents claims alone: CSS art. R. 861-2.
AGE_LIMITE_COMPLEMENTAIRE = 25


@dataclass(frozen=True, slots=True, eq=False)
class VueComplementaire:
    """The decision in force (None: not a beneficiary) and the household it was made for: one or two `adultes`, then
    the `enfants` under twenty-five of their home, `alternes` of them in shared custody. `aide_logement`: one of them
    is paid housing aid for the `logement`. `revenus(ref, annee)` gives a year's income."""

    jour: date
    personne: Personne
    decision: Decision | None
    adultes: tuple[Personne, ...]
    enfants: tuple[Personne, ...]
    alternes: int
    code_commune: str
    beneficiaire_rsa: bool
    aide_logement: bool
    logement: Logement | None
    revenus: Callable[[str, int], Revenus]


def vue_complementaire(famille: Famille, ref: str, jour: date) -> VueComplementaire:
    """Raises `SansDossier` for who is dead, not born yet, or lives nowhere known."""
    personne = famille.personnes[ref]
    chez = residence(famille, ref, jour, "cnam")
    if chez is None or personne.decede_le(jour, "cnam") or not personne.ne_le(jour):
        raise SansDossier("inconnu du RNCPS")
    siennes = [d for d in famille.decisions if d.beneficiaire == ref and d.nature == "c2s" and d.en_cours(jour)]
    adultes = _adultes(famille, ref, jour)
    enfants = _enfants(famille, adultes, jour)
    membres = {*adultes, *enfants}
    natures = {d.nature for d in famille.decisions if d.beneficiaire in membres and d.en_cours(jour)}
    return VueComplementaire(
        jour=jour,
        personne=personne,
        decision=min(siennes, key=lambda d: d.debut) if siennes else None,
        adultes=tuple(famille.personnes[a] for a in adultes),
        enfants=tuple(famille.personnes[e] for e in enfants),
        alternes=sum(_alterne(famille.gardes, e, jour) for e in enfants),
        code_commune=chez.adresse.code_commune,
        beneficiaire_rsa="rsa" in natures,
        aide_logement="aide_logement" in natures,
        logement=famille.logement(chez.logement) if siennes else None,
        revenus=famille.revenus,
    )


def _adultes(famille: Famille, ref: str, jour: date) -> tuple[str, ...]:
    """The couple of `ref`, or of the parent with whom a younger person lives."""
    personne = famille.personnes[ref]
    autre = conjoint(famille, ref, jour)
    if autre is None and personne.age(jour) < AGE_LIMITE_COMPLEMENTAIRE:
        ici = set(menage(famille, ref, jour))
        parents = [p for p in personne.parents if p in ici]
        if parents:
            ref, autre = parents[0], conjoint(famille, parents[0], jour)
    return (ref,) if autre is None else (ref, autre)


def _enfants(famille: Famille, adultes: tuple[str, ...], jour: date) -> tuple[str, ...]:
    ici = set(menage(famille, adultes[0], jour))
    trouves = [
        r
        for r, p in famille.personnes.items()
        if r not in adultes
        and any(a in p.parents for a in adultes)
        and (r in ici or _alterne(famille.gardes, r, jour))
        and p.ne_le(jour)
        and not p.decede_le(jour)
        and p.age(jour) < AGE_LIMITE_COMPLEMENTAIRE
        and conjoint(famille, r, jour) is None
    ]
    return tuple(sorted(trouves, key=lambda r: (famille.personnes[r].naissance.reelle, r)))


def _alterne(gardes: tuple[GardeAlternee, ...], ref: str, jour: date) -> bool:
    return any(g.enfant == ref and g.debut <= jour for g in gardes)

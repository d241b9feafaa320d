"""Who lives with whom: the truth of the registry, whatever each administration has heard of it."""

from __future__ import annotations

from gateway.recherche.critere import Cadre, Critere, Groupe, intervalle, positif, si_oui
from gateway.recherche.sujet import Sujet
from gateway.recherche.voulu import Choix, Nombre, OuiNon, Voulu
from registry.tamis import Condition

SITUATIONS = {
    "parent_isole": "parent seul avec des enfants mineurs",
    "couple_avec_enfants": "en couple avec des enfants mineurs",
    "couple_sans_enfant": "en couple sans enfant mineur",
    "seul": "ni couple ni enfant mineur",
    "chez_ses_parents": "chez un de ses parents",
}
UNIONS = {"mariage": "mariage", "pacs": "PACS", "concubinage": "concubinage", "aucune": "aucune"}
_PLACES = {"parent_isole": "seul", "seul": "seul", "chez_ses_parents": "enfant"}


def situation(s: Sujet) -> str:
    """One of `SITUATIONS`."""
    if s.conjoint is not None:
        return "couple_avec_enfants" if s.mineurs else "couple_sans_enfant"
    if s.mineurs:
        return "parent_isole"
    return "chez_ses_parents" if s.chez_un_parent else "seul"


def _tamis_situation(voulu: Voulu, cadre: Cadre) -> tuple[Condition, ...]:
    voulues = voulu.valeurs or frozenset()
    places = Condition("place", parmi=frozenset(_PLACES.get(v, "couple") for v in voulues))
    avec = voulues <= {"parent_isole", "couple_avec_enfants"}
    return (places, Condition("enfants_mineurs", 1)) if avec else (places,)


def _tamis_union(voulu: Voulu, cadre: Cadre) -> tuple[Condition, ...]:
    seules = frozenset({"seul", "enfant"}) if "aucune" in (voulu.valeurs or ()) else frozenset()
    couples = frozenset({"couple"}) if (voulu.valeurs or frozenset()) - {"aucune"} else frozenset()
    return (Condition("place", parmi=seules | couples),)


def _jumeaux(s: Sujet) -> bool:
    nes = [e.naissance for e in s.enfants]
    return len(set(nes)) < len(nes)


def _garde(s: Sujet) -> bool:
    return any(g.debut <= s.jour and s.ref in (g.enfant, *g.parents) for g in s.famille.gardes)


def _recomposee(s: Sujet) -> bool:
    """In a couple, with the child of only one of the two at home."""
    couple = (s.ref, s.conjoint)
    parents = [s.famille.personnes[ref].parents for ref in s.menage if ref not in couple]
    return s.conjoint is not None and any((s.ref in p) != (s.conjoint in p) for p in parents)


GROUPE = Groupe(
    "Famille",
    (
        Critere("situation", "Situation", Choix(SITUATIONS), situation, _tamis_situation),
        Critere(
            "union",
            "Couple",
            Choix(UNIONS),
            lambda s: s.union.nature if s.union and s.conjoint else "aucune",
            _tamis_union,
        ),
        Critere(
            "enfants",
            "Enfants mineurs, à la maison ou en garde alternée",
            Nombre("enfants"),
            lambda s: len(s.mineurs),
            intervalle("enfants_mineurs"),
        ),
        Critere(
            "age_enfant",
            "Âge d’un de ces enfants (ou d’un majeur à la maison)",
            Nombre("ans"),
            lambda s: tuple(e.age(s.jour) for e in s.enfants),
            intervalle("age_enfant"),
        ),
        Critere("jumeaux", "Parent de jumeaux", OuiNon(), _jumeaux, si_oui(Condition("enfants_jumeaux"))),
        Critere("garde_alternee", "Garde alternée", OuiNon(), _garde, si_oui(Condition("garde_alternee"))),
        Critere("famille_recomposee", "Famille recomposée", OuiNon(), _recomposee, si_oui(Condition("recompose"))),
        Critere(
            "personnes",
            "Personnes du ménage",
            Nombre("personnes"),
            lambda s: len(s.menage),
            positif(intervalle("taille_menage")),
        ),
    ),
)

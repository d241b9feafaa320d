"""The civil status: names, birth, marital status."""

from __future__ import annotations

from gateway.recherche.critere import Critere, Groupe, intervalle, si_oui, valeurs
from gateway.recherche.sujet import Sujet
from gateway.recherche.voulu import Choix, Nombre, OuiNon, Texte, Voulu, en_texte
from registry.tamis import Condition, noms_du_lieu

SEXES = {"F": "féminin", "M": "masculin"}
ETATS = {"celibataire": "célibataire", "marie": "marié", "pacse": "pacsé", "divorce": "divorcé", "veuf": "veuf"}
PASSES, VEUFS = frozenset({"divorce", "veuf"}), frozenset({"veuf"})
ETRANGER = "99"


def _etat(s: Sujet) -> str:
    """By the last marriage, or the PACS in force."""
    if s.union is not None and s.conjoint is not None and s.union.nature != "concubinage":
        return "marie" if s.union.nature == "mariage" else "pacse"
    mariages = [u for u in s.famille.unions if s.ref in u.membres and u.nature == "mariage" and u.debut <= s.jour]
    dernier = max(mariages, key=lambda u: u.debut, default=None)
    if dernier is None or dernier.fin is None:
        return "celibataire"
    return "veuf" if dernier.motif_fin == "deces" else "divorce"


def _tamis_etat(voulu: Voulu, cadre: object) -> tuple[Condition, ...]:
    if voulu.valeurs is not None and voulu.valeurs <= PASSES:
        return (Condition("union_passee"), *([Condition("veuf")] if voulu.valeurs == VEUFS else []))
    couples = voulu.valeurs is not None and voulu.valeurs <= {"marie", "pacse"}
    return (Condition("place", parmi=frozenset({"couple"})),) if couples else ()


def _jumeau(s: Sujet) -> bool:
    return any(f.naissance == s.personne.naissance for f in s.registre.freres_et_soeurs(s.ref))


GROUPE = Groupe(
    "État civil",
    (
        Critere("sexe", "Sexe", Choix(SEXES), lambda s: s.personne.sexe, valeurs("sexe")),
        Critere("age", "Âge", Nombre("ans"), lambda s: s.age, intervalle("age")),
        Critere(
            "annee_naissance",
            "Année de naissance",
            Nombre("année"),
            lambda s: s.personne.naissance.annee,
            intervalle("annee_naissance"),
        ),
        Critere(
            "prenom",
            "Premier prénom",
            Texte("un prénom"),
            lambda s: en_texte(s.personne.prenoms[:1]),
            valeurs("prenom"),
        ),
        Critere(
            "nom", "Nom de naissance", Texte("un nom"), lambda s: en_texte([s.personne.nom_naissance]), valeurs("nom")
        ),
        Critere(
            "lieu_naissance",
            "Lieu de naissance",
            Texte("une commune, un pays (nom ou code COG) ou un département"),
            lambda s: noms_du_lieu(s.personne.lieu_naissance),
            valeurs("lieu_naissance"),
        ),
        Critere(
            "ne_a_l_etranger",
            "Né à l’étranger",
            OuiNon(),
            lambda s: not s.personne.lieu_naissance.en_france,
            si_oui(Condition("lieu_naissance", parmi=frozenset({ETRANGER}))),
        ),
        Critere("etat_matrimonial", "État matrimonial", Choix(ETATS), _etat, _tamis_etat),
        Critere("jumeau", "Né avec un jumeau", OuiNon(), _jumeau, si_oui(Condition("jumeau"))),
    ),
)

"""One citizen's file as a person would like to look at it: facts, groups, incomes, what each administration knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from gateway.pages import date_longue, entier
from gateway.portail import demarches
from registry.erreurs import SansDossier
from registry.facts import Famille, Logement, Personne, Revenus
from registry.groupes import conjoint, foyer_allocataire, foyer_fiscal, menage, residence, union_en_cours
from registry.registre import Registre
from registry.vues_etudes import annees_d_etudes

ANNEES = 3
LIBELLES_REVENUS = {
    "salaires": "Salaires",
    "allocations_chomage": "Chômage",
    "pensions_retraite": "Retraites",
    "pensions_alimentaires_recues": "Pensions alimentaires reçues",
    "pensions_alimentaires_versees": "Pensions alimentaires versées",
    "benefices_agricoles": "Bénéfices agricoles",
    "benefices_non_commerciaux": "Bénéfices non commerciaux",
    "revenus_fonciers": "Revenus fonciers",
}
SITUATIONS = {"M": "marié(e)", "O": "pacsé(e)", "C": "célibataire", "D": "divorcé(e)", "V": "veuf ou veuve"}


@dataclass(frozen=True, slots=True)
class Membre:
    """Someone of the family, as the person looked at would say (`role`)."""

    ref: str
    nom: str
    role: str
    age: int
    deces: date | None


@dataclass(frozen=True, slots=True)
class Groupe:
    """One of the three groups; `absence` says why there is none."""

    titre: str
    precision: str
    membres: tuple[Membre, ...]
    absence: str = ""


@dataclass(frozen=True, slots=True)
class LigneRevenus:
    """One kind of income of the person, by year, in the order of `Fiche.annees`."""

    libelle: str
    montants: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Avis:
    """What one administration knows; `refus` when it has no file."""

    administration: str
    lignes: tuple[tuple[str, str], ...] = ()
    refus: str = ""


@dataclass(frozen=True, slots=True)
class Fiche:
    personne: Personne
    age: int
    adresse: tuple[str, ...]
    union: str
    groupes: tuple[Groupe, ...]
    annees: tuple[int, ...]
    revenus: tuple[LigneRevenus, ...]
    avis: tuple[Avis, ...]
    parents: tuple[Membre, ...]
    enfants: tuple[Membre, ...]
    ine: str | None


def fiche(registre: Registre, ref: str, jour: date) -> Fiche:
    """The file of `ref` on `jour`; `PersonneInconnue` when nobody bears this ref."""
    famille = registre.famille(ref)
    personne = famille.personnes[ref]
    regard = _Regard(famille, personne, jour)
    annees = tuple(range(jour.year - 1, jour.year - 1 - ANNEES, -1))
    chez = residence(famille, ref, jour)
    return Fiche(
        personne=personne,
        age=personne.age(jour),
        adresse=(chez.adresse.ligne_voie or chez.adresse.lieu_dit, chez.adresse.ligne_commune) if chez else (),
        union=_union(famille, personne, jour),
        groupes=(regard.menage(), regard.foyer_allocataire(), *(regard.foyer_fiscal(a) for a in annees[:2])),
        annees=annees,
        revenus=_revenus(famille, ref, annees),
        avis=_avis(registre, ref, jour),
        parents=tuple(regard.membre(p, "parent") for p in registre.parents(ref)),
        enfants=tuple(regard.membre(e, "enfant") for e in registre.enfants(ref) if e.ne_le(jour)),
        ine=next((a.ine for a in annees_d_etudes(famille, ref, jour)), None),
    )


@dataclass(frozen=True, slots=True)
class _Regard:
    """The family seen from one person on one day."""

    famille: Famille
    personne: Personne
    jour: date

    def membre(self, autre: Personne, role: str = "") -> Membre:
        nom = f"{autre.prenoms[0] if autre.prenoms else ''} {autre.nom_naissance}".strip()
        deces = autre.deces.jour if autre.deces and autre.decede_le(self.jour) else None
        return Membre(autre.ref, nom, role or self._role(autre), autre.age(deces or self.jour), deces)

    def _membres(self, refs: tuple[str, ...]) -> tuple[Membre, ...]:
        vus = [self.membre(self.famille.personnes[r]) for r in refs]
        return tuple(sorted(vus, key=lambda m: (m.ref != self.personne.ref, -m.age)))

    def _role(self, autre: Personne) -> str:
        moi = self.personne
        if autre.ref == moi.ref:
            return "cette personne"
        if autre.ref == conjoint(self.famille, moi.ref, self.jour):
            return "conjoint"
        if autre.ref in moi.parents:
            return "parent"
        if moi.ref in autre.parents:
            return "enfant"
        return "frère ou sœur" if set(moi.parents) & set(autre.parents) else "autre"

    def menage(self) -> Groupe:
        refs = menage(self.famille, self.personne.ref, self.jour)
        return Groupe("Ménage", "ceux qui partagent le logement", self._membres(refs))

    def foyer_allocataire(self) -> Groupe:
        foyer = foyer_allocataire(self.famille, self.personne.ref, self.jour)
        precision = "ceux que la CAF ou la MSA compte"
        if foyer is None:
            return Groupe("Foyer allocataire", precision, (), "aucun dossier ouvert à son nom")
        adultes = (foyer.allocataire,) if foyer.conjoint is None else (foyer.allocataire, foyer.conjoint)
        refs = (*adultes, *(e.ref for e in foyer.enfants))
        return Groupe(f"Foyer allocataire ({foyer.dossier.organisme})", precision, self._membres(refs))

    def foyer_fiscal(self, annee: int) -> Groupe:
        foyer = foyer_fiscal(self.famille, self.personne.ref, annee, self.jour)
        titre, precision = f"Foyer fiscal {annee}", "ceux de la même déclaration de revenus"
        if foyer is None:
            return Groupe(titre, precision, (), "ni né ni vivant cette année-là")
        refs = (*foyer.declarants, *(e.ref for e in foyer.mineurs), *foyer.majeurs)
        return Groupe(f"{titre} ({SITUATIONS[foyer.situation]})", precision, self._membres(refs))


#: The allowances that must be asked for, and how a dwelling is held.
PRESTATIONS = {
    "rsa": "RSA",
    "ppa": "prime d'activité",
    "aah": "AAH",
    "asf": "ASF",
    "aeeh": "AEEH",
    "aide_logement": "aide au logement",
}
TENURES = {
    "proprietaire": "propriétaire",
    "accedant": "accédant à la propriété",
    "locataire_prive": "locataire",
    "locataire_social": "locataire du parc social",
    "loge_gratuitement": "logé gratuitement",
}


def _union(famille: Famille, personne: Personne, jour: date) -> str:
    union = union_en_cours(famille, personne.ref, jour)
    return f"{union.nature} depuis le {date_longue(union.debut)}" if union else "aucune"


def _revenus(famille: Famille, ref: str, annees: tuple[int, ...]) -> tuple[LigneRevenus, ...]:
    par_annee = [famille.revenus(ref, annee) for annee in annees]
    lignes = [
        LigneRevenus(LIBELLES_REVENUS[f.name], tuple(getattr(r, f.name) for r in par_annee)) for f in fields(Revenus)
    ]
    return tuple(ligne for ligne in lignes if any(ligne.montants))


def _avis(registre: Registre, ref: str, jour: date) -> tuple[Avis, ...]:
    annee = jour.year - 2
    return (
        _demander("CAF et MSA", lambda: registre.vue_caf(ref, jour), _lire_caf),
        _demander(f"DGFiP (revenus {annee})", lambda: registre.vue_dgfip(ref, annee, jour), _lire_dgfip),
        _demander("Assurance Maladie", lambda: registre.vue_cnam(ref, jour), _lire_cnam),
        _demander("État civil", lambda: registre.vue_naissance(ref, jour), _lire_naissance),
        *(_demander(*lecture) for lecture in demarches.lectures(registre.famille(ref), ref, jour)),
    )


def _demander(nom: str, vue: Callable[[], Any], lire: Callable[[Any], list[tuple[str, str]]]) -> Avis:
    try:
        return Avis(nom, tuple(lire(vue())))
    except SansDossier as sans:
        return Avis(nom, refus=str(sans))


def _nom(p: Personne) -> str:
    return f"{p.prenoms[0] if p.prenoms else ''} {p.nom_naissance}".strip()


def _noms(personnes: Any) -> str:
    return ", ".join(_nom(p) for p in personnes) or "personne"


def _lire_caf(vue: Any) -> list[tuple[str, str]]:
    return [
        ("Dossier", f"{vue.organisme} {vue.code_organisme} n° {vue.numero}"),
        ("Allocataire", _nom(vue.allocataire)),
        ("Conjoint", _nom(vue.conjoint) if vue.conjoint else "aucun"),
        ("Enfants", _noms(e.personne for e in vue.enfants)),
        (f"Revenus {vue.annee_ressources}", _montants(vue.revenus)),
        ("Prestations accordées", _accordees(vue)),
        *([("Logement", _logement(vue.logement))] if vue.logement else []),
    ]


def _accordees(vue: Any) -> str:
    natures = dict.fromkeys(d.nature for d in vue.decisions if d.en_cours(vue.jour))
    return ", ".join(PRESTATIONS[n] for n in natures if n in PRESTATIONS) or "aucune"


def _logement(tenu: Logement) -> str:
    return TENURES[tenu.statut] + (f", {entier(tenu.montant)} € par mois" if tenu.montant else "")


def _montants(revenus: tuple[Revenus, ...]) -> str:
    totaux = [
        sum(getattr(r, f.name) for f in fields(Revenus) if f.name != "pensions_alimentaires_versees") for r in revenus
    ]
    return " et ".join(f"{entier(t)} €" for t in totaux)


def _lire_dgfip(vue: Any) -> list[tuple[str, str]]:
    return [
        ("Déclarants", _noms(vue.declarants)),
        ("Situation", SITUATIONS[vue.situation]),
        ("Mineurs à charge", str(len(vue.mineurs))),
        ("Majeurs rattachés", _noms(vue.majeurs)),
        ("Avis établi le", date_longue(vue.etablie_le)),
    ]


def _lire_cnam(vue: Any) -> list[tuple[str, str]]:
    return [
        ("Assuré", _nom(vue.assure)),
        ("Enfants sur sa carte", _noms(vue.enfants)),
        ("Complémentaire santé solidaire", "oui" if vue.c2s else "non"),
    ]


def _lire_naissance(vue: Any) -> list[tuple[str, str]]:
    mentions = [f"{m.nature.replace('_', ' de ')} le {date_longue(m.jour)}" for m in vue.mentions]
    return [
        ("Acte", f"n° {vue.titulaire.numero_acte}, {vue.titulaire.lieu_naissance.libelle}"),
        ("Parents", _noms(vue.parents)),
        ("Mentions", ", ".join(mentions) or "aucune"),
    ]

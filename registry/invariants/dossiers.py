"""The files of the CAF and the MSA, the decisions, and what the administrations say alike."""

from __future__ import annotations

import re
from datetime import date

from registry import groupes, vues
from registry.erreurs import SansDossier
from registry.groupes import AGE_LIMITE_PRESTATIONS, AGE_MAJORITE
from registry.invariants.cas import Cas, Invariant

THEME = "Dossiers, décisions et vues des administrations"
AGE_MINIMAL_ALLOCATAIRE = 16


def _ouverts(cas: Cas) -> list[str]:
    """The open files of the couple, by number."""
    couple = [cas.ref, *([cas.conjoint] if cas.conjoint else [])]
    return [
        d.numero
        for d in cas.famille.dossiers
        if d.allocataire in couple and d.ouvert_le <= cas.jour and (d.clos_le is None or cas.jour < d.clos_le)
    ]


def _enfants_age(cas: Cas) -> bool:
    foyer = cas.foyer_allocataire
    return foyer is None or all(cas.gens[e.ref].age(cas.jour) < AGE_LIMITE_PRESTATIONS for e in foyer.enfants)


def _enfants_distincts(cas: Cas) -> bool:
    foyer = cas.foyer_allocataire
    adultes = {foyer.allocataire, foyer.conjoint} if foyer else set()
    return foyer is None or not adultes & {e.ref for e in foyer.enfants}


def _un_foyer_par_enfant(cas: Cas) -> bool:
    """In full, a child is paid for in one file; in shared custody, in two."""
    compte = 0
    for d in cas.famille.dossiers:
        foyer = groupes.foyer_allocataire(cas.famille, d.allocataire, cas.jour)
        if foyer is not None and foyer.dossier is d:
            compte += sum(1 if e.alternee else 2 for e in foyer.enfants if e.ref == cas.ref)
    return compte <= 2


def _decisions(cas: Cas) -> bool:
    siennes = [d for d in cas.famille.decisions if d.beneficiaire == cas.ref]
    return all(d.debut >= cas.personne.naissance.reelle and (d.fin is None or d.fin >= d.debut) for d in siennes)


def _majeur_au_rsa(cas: Cas) -> bool:
    siennes = [d for d in cas.famille.decisions if d.beneficiaire == cas.ref and d.nature in ("rsa", "ppa", "aah")]
    return all(cas.personne.age(d.debut) >= AGE_MAJORITE for d in siennes)


def _enfant_handicape(cas: Cas) -> bool:
    siennes = [d for d in cas.famille.decisions if d.beneficiaire == cas.ref and d.nature == "aeeh"]
    return all(cas.personne.age(d.debut) < AGE_LIMITE_PRESTATIONS and 0 <= d.categorie <= 6 for d in siennes)


def _loyer(cas: Cas) -> bool:
    """Tenants pay a rent and buyers an instalment; the others pay nothing."""
    tenu = cas.famille.logement(cas.residence.logement) if cas.residence is not None else None
    return tenu is None or (tenu.montant > 0) == (tenu.statut not in ("proprietaire", "loge_gratuitement"))


def _ressources(cas: Cas) -> bool:
    """The incomes of N-2 that the CAF reads are those the DGFiP assessed: both read the same facts."""
    foyer = cas.foyer_allocataire
    if foyer is None:
        return True
    try:
        caf = vues.vue_caf(cas.famille, cas.ref, cas.jour)
        avis = vues.vue_dgfip(cas.famille, foyer.allocataire, cas.jour.year - 2, cas.jour)
    except SansDossier:
        return True
    return avis.revenus[foyer.allocataire] == caf.revenus[0]


def _ayants_droit(cas: Cas) -> bool:
    try:
        vue = vues.vue_cnam(cas.famille, cas.ref, cas.jour)
    except SansDossier:
        return True
    return all(cas.ref in e.parents and e.age(cas.jour) < AGE_MAJORITE for e in vue.enfants)


def _mentions(cas: Cas) -> bool:
    vue = vues.vue_naissance(cas.famille, cas.ref, cas.parents, cas.jour)
    jours = [m.jour for m in vue.mentions]
    return jours == sorted(jours) and all(j >= cas.personne.naissance.reelle for j in jours)


def _connaissances(cas: Cas) -> bool:
    """Nobody learns of a fact before it is true."""
    deces = cas.personne.deces
    faits = [(u.debut, u.known_by) for u in cas.unions]
    faits += [(u.fin or date.max, u.fin_known_by) for u in cas.unions]
    faits += [(r.debut, r.known_by) for r in cas.residences]
    faits += [(g.debut, g.known_by) for g in cas.famille.gardes if g.enfant == cas.ref]
    faits += [(deces.jour, deces.known_by)] if deces else []
    return all(jour >= debut for debut, connu in faits if connu for jour in connu.values())


INVARIANTS = (
    Invariant(
        "dossier-numero",
        "Un dossier a un code d'organisme de trois chiffres et un numéro de sept.",
        lambda c: all(re.fullmatch(r"\d{3} \d{7}", f"{d.code_organisme} {d.numero}", re.ASCII) for d in c.dossiers),
    ),
    Invariant(
        "dossier-organisme",
        "Un dossier est à la CAF ou à la MSA.",
        lambda c: all(d.organisme in ("CNAF", "MSA") for d in c.dossiers),
    ),
    Invariant(
        "age-de-l-allocataire",
        "Un allocataire a 16 ans au moins à l'ouverture de son dossier.",
        lambda c: all(c.personne.age(d.ouvert_le) >= AGE_MINIMAL_ALLOCATAIRE for d in c.dossiers),
    ),
    Invariant(
        "dossier-dates",
        "Un dossier se ferme après s'être ouvert.",
        lambda c: all(d.clos_le is None or d.clos_le >= d.ouvert_le for d in c.dossiers),
    ),
    Invariant("un-dossier-par-couple", "Un couple n'a qu'un dossier ouvert.", lambda c: len(_ouverts(c)) <= 1),
    Invariant("enfants-de-moins-de-20-ans", "La caisse compte des enfants de moins de 20 ans.", _enfants_age),
    Invariant("enfants-ni-adultes", "Ni l'allocataire ni son conjoint n'est un enfant du foyer.", _enfants_distincts),
    Invariant("un-foyer-allocataire", "Un enfant est dans un dossier, ou dans deux pour moitié.", _un_foyer_par_enfant),
    Invariant("decision-dates", "Une décision vise une personne née, et finit après avoir commencé.", _decisions),
    Invariant("minima-des-majeurs", "Le RSA, la prime d'activité et l'AAH vont à des majeurs.", _majeur_au_rsa),
    Invariant(
        "aeeh-des-enfants",
        "L'AEEH est décidée pour un enfant de moins de 20 ans, d'une catégorie de 0 à 6.",
        _enfant_handicape,
    ),
    Invariant("loyer-des-locataires", "Un locataire a un loyer, un accédant une mensualité, les autres rien.", _loyer),
    Invariant("memes-ressources", "La caisse lit pour N-2 les revenus que la DGFiP a imposés.", _ressources),
    Invariant("ayants-droit", "Les ayants droit d'un assuré sont ses enfants mineurs.", _ayants_droit),
    Invariant("mentions-en-ordre", "Les mentions de l'acte se suivent et sont postérieures à la naissance.", _mentions),
    Invariant("connu-apres-vrai", "Une administration n'apprend un fait qu'une fois vrai.", _connaissances),
)

"""One broken family for each invariant: a true family, and the smallest change that makes it false."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any, cast

from fixtures import identifiants
from fixtures.modeles import MODELES
from registry.facts import (
    Activite,
    DateCivile,
    Deces,
    Decision,
    DossierAllocataire,
    Famille,
    GardeAlternee,
    Lieu,
    Logement,
    Personne,
    Rattachement,
    Residence,
    Revenus,
    Union,
)
from registry.groupes import EnfantACharge
from registry.invariants import Cas
from registry.service_national import ServiceNational
from registry.vehicules import Vehicule
from tests.registry.commun import NANTES, activite, famille, habite, le, personne

JOUR = le("2026-06-15")
_NUMEROS = {ref: n for n, ref in enumerate(("mamie", "anne", "bruno", "zoe", "enzo", "lou", "marc"), start=1)}


def quelqu_un(ref: str, naissance: str, sexe: Any = "F", **champs: Any) -> Personne:
    """Someone with numbers that say what the civil status says."""
    p = personne(ref, naissance, sexe, **champs)
    n, rang = p.naissance, _NUMEROS[ref]
    nir = identifiants.nir(sexe, n.annee, n.mois, "44109", rang, "B")
    return replace(p, nir=nir, spi=identifiants.spi(3_900_000_000 + rang))


def revenus(ref: str, annee: int) -> Revenus:
    return Revenus(salaires=20_000) if ref in ("anne", "bruno", "marc") else Revenus()


ANNE = quelqu_un("anne", "1980-05-05", nom_naissance="DURAND", parents=("mamie",))
BRUNO = quelqu_un("bruno", "1978-03-03", "M", nom_naissance="PETIT")
ENFANTS = [
    quelqu_un("zoe", "2004-02-02", nom_naissance="PETIT", parents=("anne", "bruno")),
    quelqu_un("enzo", "2013-06-06", "M", nom_naissance="PETIT", parents=("anne", "bruno")),
    quelqu_un("lou", "2019-07-07", nom_naissance="PETIT", parents=("anne", "bruno")),
]
MAMIE = quelqu_un("mamie", "1955-02-02", nom_naissance="DURAND")
MARIAGE = Union("mariage", ("bruno", "anne"), le("2003-07-05"), NANTES)
DOSSIER = DossierAllocataire("anne", "CNAF", "950", "9500001", le("2004-03-01"))
VRAIE = famille(
    [MAMIE, ANNE, BRUNO, *ENFANTS],
    unions=(MARIAGE,),
    residences=(
        habite("mamie", "ailleurs", "1975-01-01"),
        habite("anne", "maison", "2003-01-01"),
        habite("bruno", "maison", "2003-01-01"),
        *(habite(e.ref, "maison", str(e.naissance)) for e in ENFANTS),
    ),
    activites=(
        activite("mamie", "retraite", "2017-09-01"),
        Activite("anne", "salarie", le("2002-09-01"), "LIBRAIRIE"),
        activite("bruno", "salarie", "2000-09-01"),
        activite("zoe", "etudes", "2022-09-01"),
        activite("enzo", "scolarite", "2016-09-01"),
        activite("lou", "scolarite", "2022-09-01"),
    ),
    rattachements=(Rattachement("zoe", "anne", 2023),),
    dossiers=(DOSSIER,),
    revenus=revenus,
)
#: Anne and Marc are separated; Enzo lives with both by turns.
SEPAREE = replace(
    VRAIE,
    personnes={
        **VRAIE.personnes,
        "marc": quelqu_un("marc", "1979-01-01", "M", nom_naissance="PETIT"),
        "enzo": replace(ENFANTS[1], parents=("anne", "marc")),
    },
    residences=(*VRAIE.residences, habite("marc", "chez-marc", "2003-01-01")),
    gardes=(GardeAlternee("enzo", ("anne", "marc"), le("2020-01-01")),),
    dossiers=(DOSSIER, DossierAllocataire("marc", "CNAF", "950", "9500002", le("2020-02-01"))),
)


def cas(ref: str, f: Famille = VRAIE, **autres: Any) -> Cas:
    """The case of `ref`, with the parents and children that the family holds."""
    gens = f.personnes
    trouves: dict[str, Any] = {
        "parents": tuple(gens[p] for p in gens[ref].parents if p in gens),
        "enfants": tuple(p for p in gens.values() if ref in p.parents),
    }
    return Cas(f, ref, JOUR, **(trouves | autres))


def qui(qui: str, f: Famille = VRAIE, /, **champs: Any) -> Cas:
    """The case of someone with other fields."""
    return cas(qui, autrement(f, qui, **champs))


def autrement(f: Famille, qui: str, /, **champs: Any) -> Famille:
    return replace(f, personnes={**f.personnes, qui: replace(f.personnes[qui], **champs)})


def faits(ref: str, f: Famille = VRAIE, **champs: Any) -> Cas:
    """The case of `ref` with other facts."""
    return cas(ref, replace(f, **champs))


def plus(ref: str, champ: str, *nouveaux: Any, f: Famille = VRAIE) -> Cas:
    """The case of `ref` with facts added to those of `champ`."""
    champs: dict[str, Any] = {champ: (*getattr(f, champ), *nouveaux)}
    return cas(ref, replace(f, **champs))


def union(**champs: Any) -> Cas:
    return faits("anne", unions=(replace(MARIAGE, **champs),))


def gagne(ref: str, **montants: Any) -> Cas:
    return faits(ref, revenus=lambda qui, annee: Revenus(**montants))


def ne(texte: str) -> DateCivile:
    annee, mois, jour = (int(p) for p in texte.split("-"))
    return DateCivile(annee, mois, jour)


def mort(jour: str, acte: int = 1) -> Deces:
    return Deces(le(jour), NANTES, acte)


def nir_change(position: int, chiffre: str) -> Cas:
    """Anne's NIR with one other character, and the key that goes with it."""
    corps = ANNE.nir[:position] + chiffre + ANNE.nir[position + 1 : 13]
    return qui("anne", nir=corps + identifiants.cle_nir(corps))


def couple_menteur(refs: tuple[str, str], **champs: Any) -> Cas:
    """The case of the first, with a marriage between the two instead of Anne's."""
    return faits(refs[0], unions=(replace(MARIAGE, membres=refs, **champs),))


def menteur(ref: str, f: Famille = VRAIE, **derives: Any) -> Cas:
    """The case of `ref` with groups that no fact explains."""
    c = cas(ref, f)
    c.__dict__.update(derives)
    return c


def _sans_commune(r: Residence) -> Residence:
    return replace(r, adresse=replace(r.adresse, code_commune=""))


def _a_rennes(r: Residence) -> Residence:
    return replace(r, adresse=replace(r.adresse, code_commune="35238", commune="RENNES"))


def _foyer_fiscal(ref: str, **champs: Any) -> Cas:
    return menteur(ref, foyers=(replace(cas(ref).foyers[0], **champs),))


def _foyer_caf(enfant: str) -> Cas:
    foyer = cas("anne").foyer_allocataire
    assert foyer is not None
    return menteur("anne", foyer_allocataire=replace(foyer, enfants=(EnfantACharge(enfant),)))


def _deux_mariages(ref: str, un: tuple[str, str], deux: tuple[str, str]) -> Cas:
    parents = autrement(VRAIE, "lou", parents=("bruno", "anne"))
    return cas(ref, replace(parents, unions=tuple(replace(MARIAGE, membres=m) for m in (un, deux))))


def _deux_dossiers() -> Cas:
    """The grandmother has come to live here, with a file of her own."""
    autre = replace(DOSSIER, allocataire="mamie", numero="9500002")
    residences = (*VRAIE.residences, habite("mamie", "maison", "2020-01-01"))
    return faits("lou", dossiers=(DOSSIER, autre), residences=residences)


def _revenus_changeants() -> Cas:
    """An income function that never says twice the same."""
    suite = count(20_000)
    return faits("anne", revenus=lambda ref, annee: Revenus(salaires=next(suite)))


def _ayant_droit_menteur() -> Cas:
    return cas("anne", autrement(autrement(VRAIE, "anne", ref="autre"), "lou", parents=("autre",)))


def _garde(enfant: str, parents: tuple[str, str]) -> GardeAlternee:
    return GardeAlternee(enfant, parents, le("2023-01-01"))


def _voiture(ref: str, **champs: Any) -> Cas:
    """A car of `ref`, first registered in 2024."""
    sienne = Vehicule(MODELES[0], le("2024-03-03"), ref)
    return cas(ref, replace(VRAIE, vehicule={ref: replace(sienne, **champs)}.get))


def _service(**champs: Any) -> Cas:
    return cas("zoe", replace(VRAIE, service_national=lambda ref: ServiceNational(**champs)))


CASSES: Mapping[str, Callable[[], Cas]] = {
    "reference-propre": lambda: qui("anne", ref="autre"),
    "membres-connus": lambda: union(membres=("anne", "personne")),
    "sujets-connus": lambda: plus("anne", "activites", activite("personne", "sans", "2020-01-01")),
    "gardes-connues": lambda: plus("anne", "rattachements", Rattachement("personne", "anne", 2023)),
    "sexe-connu": lambda: qui("anne", sexe="X"),
    "nom-de-naissance": lambda: qui("anne", nom_naissance=" "),
    "noms-d-etat-civil": lambda: qui("anne", nom_usage="X123"),
    "prenoms-non-vides": lambda: qui("anne", prenoms=("Anne", "")),
    "nom-d-usage-non-vide": lambda: qui("anne", nom_usage=""),
    "naissance-possible": lambda: qui("anne", naissance=DateCivile(1981, 2, 29)),
    "lieu-de-naissance": lambda: qui("anne", lieu_naissance=Lieu("99352", "Oran")),
    "acte-de-naissance": lambda: qui("anne", numero_acte=0),
    "rang-de-naissance": lambda: qui("anne", rang_naissance=0),
    "deces-apres-naissance": lambda: qui("anne", deces=mort("1980-05-04")),
    "acte-de-deces": lambda: qui("mamie", deces=mort("2020-01-01", 0)),
    "duree-de-vie": lambda: qui("mamie", naissance=ne("1900-02-02")),
    "nir-forme": lambda: qui("anne", nir=ANNE.nir[:13] + "00"),
    "nir-sexe": lambda: nir_change(0, "1"),
    "nir-annee": lambda: nir_change(2, "9"),
    "nir-mois": lambda: qui("anne", nir=identifiants.nir("F", 1980, 6, "44109", 3, "D")),
    "nir-lieu": lambda: nir_change(9, "8"),
    "spi-forme": lambda: qui("anne", spi="3900000000511"),
    "numeros-ensemble": lambda: qui("anne", spi=""),
    "nir-unique": lambda: qui("bruno", nir=ANNE.nir),
    "spi-unique": lambda: qui("bruno", spi=ANNE.spi),
    "login-unique": lambda: qui("bruno", login="anne"),
    "telephone-forme": lambda: qui("anne", telephone="063998000"),
    "courriel-forme": lambda: qui("anne", email="anne"),
    "deux-parents-au-plus": lambda: qui("lou", parents=("anne", "bruno", "mamie")),
    "parents-distincts": lambda: qui("lou", parents=("anne", "anne")),
    "parents-de-l-acte": lambda: cas("lou", parents=(ANNE,)),
    "parents-plus-ages": lambda: qui("zoe", naissance=ne("1990-02-02")),
    "age-de-la-mere": lambda: qui("anne", parents=("lou",), naissance=ne("2079-01-01")),
    "age-du-pere": lambda: cas("lou", autrement(VRAIE, "bruno", naissance=ne("1930-01-01"))),
    "mere-vivante": lambda: cas("lou", autrement(VRAIE, "anne", deces=mort("2019-07-06"))),
    "pere-vivant": lambda: cas("lou", autrement(VRAIE, "bruno", deces=mort("2018-01-01"))),
    "enfants-reciproques": lambda: cas("anne", enfants=(BRUNO,)),
    "naissances-espacees": lambda: cas("anne", autrement(VRAIE, "lou", naissance=ne("2013-09-06"))),
    "nom-transmis": lambda: qui("lou", nom_naissance="MARTIN"),
    "pas-d-union-en-famille": lambda: couple_menteur(("zoe", "enzo")),
    "union-de-deux-personnes": lambda: union(membres=("anne", "anne")),
    "union-majeurs": lambda: union(debut=le("1998-05-04")),
    "concubinage-age": lambda: union(nature="concubinage", debut=le("1995-05-04")),
    "union-debut-avant-fin": lambda: union(fin=le("2003-07-04"), motif_fin="divorce"),
    "une-union-a-la-fois": lambda: plus("anne", "unions", Union("pacs", ("anne", "mamie"), le("2010-01-01"))),
    "motif-de-fin": lambda: union(fin=le("2010-01-01"), motif_fin="dissolution"),
    "veuvage": lambda: union(fin=le("2010-01-01"), motif_fin="deces"),
    "union-finie-au-deces": lambda: qui("bruno", deces=mort("2020-01-01")),
    "union-de-vivants": lambda: couple_menteur(("lou", "bruno"), debut=le("2015-01-01")),
    "lieu-du-mariage": lambda: union(lieu=None),
    "concubins-sous-le-meme-toit": lambda: cas(
        "anne",
        replace(
            VRAIE,
            unions=(replace(MARIAGE, nature="concubinage"),),
            residences=(*VRAIE.residences, habite("anne", "ailleurs", "2024-01-01")),
        ),
    ),
    "residence-connue": lambda: faits("anne", residences=()),
    "residence-depuis-la-naissance": lambda: plus("lou", "residences", habite("lou", "maison", "2019-07-06")),
    "residence-avant-le-deces": lambda: cas(
        "mamie",
        replace(
            autrement(VRAIE, "mamie", deces=mort("2020-01-01")), residences=(habite("mamie", "maison", "2021-01-01"),)
        ),
    ),
    "adresse-complete": lambda: faits("anne", residences=(_sans_commune(VRAIE.residences[1]),)),
    "dans-son-menage": lambda: menteur("anne", menage=()),
    "menage-meme-commune": lambda: faits(
        "anne", residences=tuple(_a_rennes(r) if r.occupant == "bruno" else r for r in VRAIE.residences)
    ),
    "mineur-accompagne": lambda: plus("lou", "residences", habite("lou", "cabane", "2024-01-01")),
    "activite-apres-naissance": lambda: plus("lou", "activites", activite("lou", "sans", "2019-07-06")),
    "activite-avant-le-deces": lambda: qui("mamie", deces=mort("2016-01-01")),
    "age-de-l-ecole": lambda: plus("lou", "activites", activite("lou", "scolarite", "2020-09-01")),
    "age-des-etudes": lambda: plus("lou", "activites", activite("lou", "etudes", "2024-09-01")),
    "age-du-travail": lambda: plus("lou", "activites", activite("lou", "salarie", "2024-09-01")),
    "age-du-chomage": lambda: plus("lou", "activites", activite("lou", "chomage", "2024-09-01")),
    "age-de-la-retraite": lambda: plus("anne", "activites", activite("anne", "retraite", "2024-09-01")),
    "employeur-d-un-salarie": lambda: plus("anne", "activites", Activite("anne", "sans", le("2024-09-01"), "X")),
    "regime-des-agriculteurs": lambda: plus("anne", "activites", activite("anne", "agriculteur", "2024-09-01")),
    "instruction-obligatoire": lambda: plus("enzo", "activites", activite("enzo", "sans", "2024-09-01")),
    "revenus-entiers": lambda: gagne("anne", salaires=1.5),
    "revenus-positifs": lambda: gagne("anne", salaires=-1),
    "revenus-apres-14-ans": lambda: gagne("lou", salaires=1),
    "revenus-avant-le-deces": lambda: cas(
        "anne",
        replace(autrement(VRAIE, "anne", deces=mort("2020-01-01")), revenus=lambda ref, an: Revenus(salaires=1)),
    ),
    "pensions-apres-50-ans": lambda: gagne("anne", pensions_retraite=1),
    "allocations-chomage-age": lambda: gagne("lou", allocations_chomage=1),
    "un-ou-deux-declarants": lambda: union(membres=("anne", "bruno", "mamie")),
    "couple-fiscal": lambda: union(membres=("anne",)),
    "foyer-sans-doublon": lambda: union(membres=("anne", "anne")),
    "declare-par-son-foyer": lambda: _foyer_fiscal("lou", mineurs=()),
    "foyer-de-vivants": lambda: cas("anne", autrement(VRAIE, "bruno", deces=mort("2020-01-01"))),
    "foyer-commun": lambda: _deux_mariages("anne", ("bruno", "mamie"), ("bruno", "anne")),
    "mineurs-a-charge": lambda: _foyer_fiscal("anne", mineurs=(EnfantACharge("zoe"),)),
    "majeurs-rattaches": lambda: _foyer_fiscal("anne", majeurs=("mamie",)),
    "un-seul-foyer-fiscal": lambda: _deux_mariages("lou", ("mamie", "bruno"), ("anne", "bruno")),
    "parent-isole-seul": lambda: _foyer_fiscal("anne", parent_isole=True),
    "garde-des-parents": lambda: cas("enzo", replace(VRAIE, gardes=(_garde("enzo", ("anne", "mamie")),))),
    "garde-d-un-mineur": lambda: cas("zoe", replace(VRAIE, gardes=(_garde("zoe", ("anne", "bruno")),))),
    "garde-de-separes": lambda: cas("anne", replace(VRAIE, gardes=(_garde("enzo", ("anne", "bruno")),))),
    "rattachement-au-parent": lambda: plus("zoe", "rattachements", Rattachement("zoe", "mamie", 2020, 2020)),
    "un-rattachement-par-an": lambda: plus("zoe", "rattachements", Rattachement("zoe", "bruno", 2023)),
    "rattachement-annees": lambda: plus("zoe", "rattachements", Rattachement("zoe", "bruno", 2023, 2022)),
    "dossier-numero": lambda: faits("anne", dossiers=(replace(DOSSIER, numero="1"),)),
    "dossier-organisme": lambda: faits("anne", dossiers=(replace(DOSSIER, organisme=cast(Any, "URSSAF")),)),
    "age-de-l-allocataire": lambda: faits("anne", dossiers=(replace(DOSSIER, ouvert_le=le("1996-05-04")),)),
    "dossier-dates": lambda: faits("anne", dossiers=(replace(DOSSIER, clos_le=le("2004-02-29")),)),
    "un-dossier-par-couple": lambda: plus("anne", "dossiers", replace(DOSSIER, allocataire="bruno", numero="9500002")),
    "enfants-de-moins-de-20-ans": lambda: _foyer_caf("zoe"),
    "enfants-ni-adultes": lambda: _foyer_caf("bruno"),
    "un-foyer-allocataire": lambda: _deux_dossiers(),
    "decision-dates": lambda: plus("anne", "decisions", Decision("anne", "c2s", le("2024-01-01"), le("2023-01-01"))),
    "minima-des-majeurs": lambda: plus("enzo", "decisions", Decision("enzo", "rsa", le("2024-01-01"))),
    "aeeh-des-enfants": lambda: plus("anne", "decisions", Decision("anne", "aeeh", le("2024-01-01"))),
    "loyer-des-locataires": lambda: faits("anne", logement=lambda ou: Logement("locataire_prive")),
    "memes-ressources": lambda: _revenus_changeants(),
    "ayants-droit": lambda: _ayant_droit_menteur(),
    "mentions-en-ordre": lambda: union(debut=le("1979-01-01")),
    "connu-apres-vrai": lambda: union(known_by={"caf": le("2003-07-04")}),
    "titulaire-de-son-vehicule": lambda: _voiture("anne", titulaire="bruno"),
    "titulaire-majeur": lambda: _voiture("enzo"),
    "cotitulaire-connu": lambda: _voiture("anne", cotitulaire="personne"),
    "jdc-apres-recensement": lambda: _service(recense=None),
}

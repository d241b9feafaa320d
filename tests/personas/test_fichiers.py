"""The family files: readable for every epoch, in real places, with numbers that belong to nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from stdnum.fr import nif
from stdnum.fr import nir as stdnum_nir

from fixtures import identifiants
from fixtures.nation.tables import communes, pays
from fixtures.personas import FichierPersonaInvalide, personas
from fixtures.personas.lecture import lire, lire_dossier
from fixtures.personas.lieux import petite_commune
from fixtures.personas.monde import FAMILLES
from fixtures.personas.noeud import Noeud
from registry.facts import Personne, Revenus
from registry.groupes import foyer_allocataire, foyer_fiscal, residence

EPOQUES = range(2024, 2033)
FICHIERS = sorted(FAMILLES.glob("*.yaml"))

MINIMAL: dict[str, Any] = {
    "histoire": "Une personne seule.",
    "personnes": {
        "seule": {
            "numero": 999,
            "sexe": "F",
            "nom": "SEULE",
            "prenoms": ["Une"],
            "naissance": {"ans": 40, "le": "05-06"},
            "lieu": "03190",
        }
    },
    "logements": {
        "ici": {
            "adresse": {"numero": "1", "type_voie": "RUE", "nom_voie": "DU PUITS", "commune": "03190"},
            "occupants": {"seule": {"il_y_a": 3, "le": "01-02"}},
        }
    },
}


def tous(epoque: int) -> Iterator[Personne]:
    """Everybody in the files, and the parents made for those whose file tells none."""
    monde = personas(epoque)
    for ref in monde.echantillon(10_000, 1):
        yield monde.famille(ref).personnes[ref]
        yield from (p for p in monde.parents(ref) if not monde.contient(p.ref))


def minimal(chemin: str, valeur: Any) -> Noeud:
    """A right file but for `valeur` at `chemin`."""
    contenu = yaml.safe_load(yaml.safe_dump(MINIMAL))
    *parents, cle = chemin.split(".")
    noeud = contenu
    for parent in parents:
        noeud = noeud[parent]
    noeud[cle] = valeur
    return Noeud("essai.yaml", "", contenu, 2026)


def test_il_y_a_assez_de_familles() -> None:
    """At least eighteen families, forty-five people and six homes with a parent of a child under three."""
    monde = personas(2026)
    familles = {p.famille_slug for p in monde.personas}
    petits = [p for p in tous(2026) if p.age(date(2026, 12, 31)) < 3]
    foyers = {parent.ref.split(".")[0] for p in petits for parent in monde.parents(p.ref)}
    assert len(familles) == len(FICHIERS) >= 18
    assert len(monde.echantillon(10_000, 1)) >= 45
    assert len(foyers) >= 6


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_chaque_fichier_se_lit_a_chaque_epoque(fichier: Path) -> None:
    """A file is read whatever the epoch, and everyone in it lives somewhere from birth or later."""
    for epoque in EPOQUES:
        famille = lire_dossier(fichier, epoque).famille
        assert {r.occupant for r in famille.residences} == set(famille.personnes)
        assert all(famille.personnes[r.occupant].ne_le(r.debut) for r in famille.residences)


def test_le_fichier_minimal_des_essais_est_juste() -> None:
    """What the tests below break one key at a time is right to begin with."""
    assert set(lire(Noeud("essai.yaml", "", MINIMAL, 2026)).famille.personnes) == {"seule"}


def test_les_cas_rares_sont_la() -> None:
    """Twins by rank, presumed dates, Corsica, Polynesia, five given names with a usage name, two mothers."""
    gens = {p.ref: p for p in tous(2026)}
    adele, basile = gens["adele-chevalier"], gens["basile-chevalier"]
    assert (adele.naissance, adele.rang_naissance, basile.rang_naissance) == (basile.naissance, 1, 2)
    assert personas(2026).freres_et_soeurs("adele-chevalier") == (basile,)
    assert [str(gens[r].naissance) for r in ("ahmad-noori", "fatoumata-diarra")] == ["1992-00-00", "1992-11-00"]
    assert [gens[r].nir[5:7] for r in ("marie-ange-santoni", "jean-noel-mattei")] == ["2A", "2B"]
    assert gens["teva-maitere"].nir[5:10] == gens["teva-maitere"].lieu_naissance.code == "98735"
    assert (len(gens["eleonore-lecoeur"].prenoms), gens["eleonore-lecoeur"].nom_usage) == (5, "L'HERMITTE")
    assert [gens[r].sexe for r in gens["gabriel-brunet-carpentier"].parents] == ["F", "F"]


@pytest.mark.parametrize("epoque", EPOQUES)
def test_les_numeros_sont_uniques_et_a_personne(epoque: int) -> None:
    """NIR, tax number, reference and e-mail are each one person's; numbers are valid and in the personas' ranges."""
    gens = list(tous(epoque))
    for cle in ("nir", "spi", "ref", "login"):
        assert Counter(getattr(p, cle) for p in gens).most_common(1)[0][1] == 1
    for p in gens:
        lu = identifiants.lire_nir(p.nir)
        assert lu is not None
        assert lu.slot >= identifiants.SLOTS_NATION[lu.schema]
        assert (lu.sexe, lu.annee2, lu.mois) == (p.sexe, p.naissance.annee % 100, p.naissance.mois or 1)
        assert lu.code_lieu == p.lieu_naissance.code
        assert identifiants.est_nir_synthetique(p.nir, petite_commune)
        assert stdnum_nir.is_valid(p.nir)
        assert nif.is_valid(p.spi)
        assert identifiants.corps_spi(p.spi) in range(3_999_900_000, 4_000_000_000)
        assert identifiants.est_telephone_synthetique(p.telephone)
        assert identifiants.est_email_synthetique(p.email)


def test_les_adresses_electroniques_sont_uniques() -> None:
    """Two personas never share an e-mail address, namesakes included."""
    monde = personas(2026)
    emails = Counter(monde.famille(r).personnes[r].email for r in monde.echantillon(10_000, 1))
    assert emails.most_common(1)[0][1] == 1


def test_les_dossiers_allocataires_sont_a_l_organisme_fictif() -> None:
    """Every file number is in the fictitious organisme 950 and leads back to its allocataire."""
    monde = personas(2026)
    dossiers = {d for ref in monde.echantillon(10_000, 1) for d in monde.famille(ref).dossiers}
    assert len({(d.code_organisme, d.numero) for d in dossiers}) == len(dossiers) > 15
    for d in dossiers:
        assert d.code_organisme == "950"
        assert identifiants.est_allocataire_synthetique(d.code_organisme, d.numero)
        assert monde.par_allocataire(d.code_organisme, d.numero) == (d.allocataire,)


def test_les_lieux_existent() -> None:
    """Birth places are communes or countries of the COG; addresses carry the commune's own postal code."""
    table = communes()
    for p in tous(2026):
        lieu = p.lieu_naissance
        connu = lieu.code in table.index_par_code or lieu.code in pays().index_par_code
        assert connu or lieu.code.startswith("987")
        assert lieu.en_france == (not lieu.code.startswith("99"))
    for ref in personas(2026).echantillon(10_000, 1):
        for r in personas(2026).famille(ref).residences:
            assert table.codes_postaux[table.index_par_code[r.adresse.code_commune]] == r.adresse.code_postal


def test_les_codes_postaux_sont_ceux_de_la_poste() -> None:
    """Codes that everyone knows: Nantes 44000, Lyon 3e 69003 and its commune LYON, Saint-Pierre de La Réunion 97410."""
    monde = personas(2026)
    attendus = {
        "claire-moreau": ("44000", "NANTES"),
        "anne-sophie-brunet": ("69003", "LYON"),
        "johanna-hoarau": ("97410", "SAINT PIERRE"),
    }
    for ref, attendu in attendus.items():
        chez = residence(monde.famille(ref), ref, date(2026, 6, 1))
        assert chez is not None
        assert (chez.adresse.code_postal, chez.adresse.commune) == attendu


@pytest.mark.parametrize("epoque", EPOQUES)
def test_les_familles_tiennent_debout(epoque: int) -> None:
    """Parents are 16 to 50 years older than their children; groups can be derived on any day of the year."""
    monde = personas(epoque)
    for ref in monde.echantillon(10_000, 1):
        famille = monde.famille(ref)
        naissance = famille.personnes[ref].naissance.reelle
        assert all(16 <= p.age(naissance) <= 50 for p in monde.parents(ref))
        for jour in (date(epoque, 1, 1), date(epoque, 12, 31)):
            foyer_allocataire(famille, ref, jour)
            foyer_fiscal(famille, ref, epoque - 2, jour)


def test_le_compte_des_tutoriels_est_celui_de_franceconnect() -> None:
    """Login `test` is Angela Claire Louise DUBOIS, F, born 1962-08-24 in Paris 7e, whatever the epoch."""
    for epoque in EPOQUES:
        p = personas(epoque).famille("test").personnes["test"]
        assert (p.login, p.prenoms, p.nom_naissance) == ("test", ("Angela", "Claire", "Louise"), "DUBOIS")
        assert (p.sexe, str(p.naissance), p.lieu_naissance.code) == ("F", "1962-08-24", "75107")
        assert p.email == "angela.dubois@example.org"


def test_le_monde_se_lit_par_numero_et_par_parente() -> None:
    """NIR with or without key, tax number, parents and children lead to the same people."""
    monde = personas(2026)
    lou = monde.famille("lou-lefevre").personnes["lou-lefevre"]
    assert monde.par_nir(lou.nir) == monde.par_nir(lou.nir[:13]) == monde.par_spi(lou.spi) == ("lou-lefevre",)
    assert monde.par_nir(lou.nir[:13] + "00") == monde.par_nir("") == monde.par_spi("") == ()
    assert [p.ref for p in monde.parents("lou-lefevre")] == ["julien-lefevre", "claire-moreau"]
    assert [p.ref for p in monde.enfants("claire-moreau")] == ["tom-lefevre", "lou-lefevre"]
    assert monde.echantillon(5, 3) == monde.echantillon(5, 3) != monde.echantillon(5, 4)


def test_une_filiation_que_le_fichier_tait_est_completee() -> None:
    """A persona without told parents has a father of the same name and a mother; an act may also name nobody."""
    pere, mere = personas(2026).parents("claire-moreau")
    assert (pere.sexe, mere.sexe, pere.nom_naissance) == ("M", "F", "MOREAU")
    assert personas(2026).parents("ahmad-noori") == ()


def test_les_revenus_suivent_l_epoque_et_l_horloge() -> None:
    """Incomes are those of the year, then the usual ones as the clock moves on; none before fifteen or after death."""
    revenus = personas(2026).famille("claire-moreau").revenus
    assert revenus("claire-moreau", 2024) == Revenus(salaires=21_600)
    assert revenus("claire-moreau", 2025) == revenus("claire-moreau", 2028) == Revenus(salaires=22_100)
    assert revenus("claire-moreau", 2000) == revenus("tom-lefevre", 2025) == Revenus()
    roger = personas(2026).famille("odette-garnier").revenus
    assert roger("roger-marchand", 2024) == Revenus()
    assert roger("roger-marchand", 2023) == Revenus(pensions_retraite=18_600)


@pytest.mark.parametrize(
    ("chemin", "valeur", "message"),
    [
        ("histoire", None, "histoire : un texte est attendu"),
        ("mariages", [], "(racine) : clé inconnue « mariages »"),
        ("personnes.seule.sexe", "X", "personnes.seule.sexe : attendu : F, M"),
        ("personnes.seule.numero", 1000, "personnes.seule.numero : un numéro de 1 à 999"),
        ("personnes.seule.prenoms", [], "personnes.seule.prenoms : au moins un prénom"),
        ("personnes.seule.prenoms", "Une", "personnes.seule.prenoms : une liste est attendue"),
        ("personnes.seule.naissance", "24/08/1962", "personnes.seule.naissance : une date est attendue"),
        ("personnes.seule.naissance", {"ans": 3}, "personnes.seule.naissance : la clé « le » est obligatoire"),
        ("personnes.seule.lieu", "44999", "personnes.seule.lieu : un code COG"),
        ("personnes.seule.lieu", "99999", "personnes.seule.lieu : ce code de pays"),
        ("personnes.seule.parents", ["x"], "personnes.seule.parents[0] : une clé de « personnes »"),
        ("personnes.seule.interet", "rien", "attentes : « seule »"),
        ("attentes", {"autre": {}}, "attentes : « autre » n'est pas dans « personnes »"),
        ("logements.ici.adresse.commune", "00000", "logements.ici.adresse.commune : un code COG de commune"),
        ("logements.ici.occupants", {"x": "2020-01-01"}, "logements.ici.occupants.x : une clé de « personnes »"),
        ("logements.ici.occupants", {"seule": "2020-01-00"}, "logements.ici.occupants.seule : une date complète"),
        ("unions", [{"nature": "pacs"}], "unions[0] : la clé « membres » est obligatoire"),
        ("revenus", {"seule": {"defaut": {"primes": 3}}}, "revenus.seule.defaut : clé inconnue « primes »"),
        ("revenus", {"seule": {"defaut": {"salaires": -3}}}, "revenus.seule.defaut : des euros entiers"),
        ("revenus", {"seule": {"defaut": {}, "hier": {}}}, "revenus.seule.hier : une année est attendue"),
    ],
)
def test_une_erreur_dit_le_fichier_la_cle_et_ce_qui_est_attendu(chemin: str, valeur: Any, message: str) -> None:
    """A wrong file is answered by its name, the path of the key and what is expected there."""
    with pytest.raises(FichierPersonaInvalide, match=re.escape(f"essai.yaml : {message}")):
        lire(minimal(chemin, valeur))


def test_un_yaml_illisible_est_nomme(tmp_path: Path) -> None:
    """A file that is not YAML is named too."""
    fichier = tmp_path / "casse.yaml"
    fichier.write_text("a: [", encoding="utf-8")
    with pytest.raises(FichierPersonaInvalide, match=r"casse\.yaml : YAML illisible"):
        lire_dossier(fichier, 2026)

"""Exports: every fact once, the same in each format, by one process or several."""

from __future__ import annotations

import csv
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from fixtures.export.exporter import LOT, PARTIEL, TOUTES, Demande, DossierOccupe, exporter, preparer
from fixtures.export.schema import INJECTEUR, PAR_NOM
from fixtures.nation import nation
from gateway.cli import app

GRAINE, TAILLE, EPOQUE = 7, 20_000, 2026
#: Citizens of the exports: a few hundred households, twice as many as a lot holds where lots matter.
PETIT = 1_500


def demande(nom_format: str = "csv", citoyens: int = PETIT, tables: tuple[str, ...] = TOUTES) -> Demande:
    return preparer(GRAINE, TAILLE, EPOQUE, citoyens, nom_format=nom_format, tables=tables)


def lire_csv(dossier: Path, table: str) -> list[dict[str, str]]:
    with (dossier / f"{table}.csv").open(encoding="utf-8", newline="") as flux:
        return list(csv.DictReader(flux))


@pytest.fixture(scope="module")
def exporte(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CSV export that the others are compared with."""
    dossier = tmp_path_factory.mktemp("csv")
    exporter(demande(), dossier)
    return dossier


def test_chaque_citoyen_une_fois(exporte: Path) -> None:
    """The first citizens of the nation, in whole households, each on one line with the numbers of their file."""
    lignes = lire_csv(exporte, "personnes")
    assert [li["ref"] for li in lignes] == [f"n-{index}" for index in range(len(lignes))]
    assert PETIT <= len(lignes) < PETIT + 12
    n = nation(GRAINE, TAILLE, EPOQUE)
    for ligne in lignes[::97]:
        p = n.famille(ligne["ref"]).personnes[ligne["ref"]]
        assert (ligne["nir"], ligne["spi"], ligne["prenoms"]) == (p.nir, p.spi, " ".join(p.prenoms))
        assert (ligne["mere"], ligne["pere"]) == p.parents


def test_chaque_fait_une_fois(exporte: Path) -> None:
    """Every fact of the households is a line, and only one, even when it concerns two of them."""
    n = nation(GRAINE, TAILLE, EPOQUE)
    refs = [li["ref"] for li in lire_csv(exporte, "personnes")]
    familles = {id(f): f for f in (n.famille(ref) for ref in refs)}.values()
    #: Each kind of fact, with the people it is about.
    concernes: dict[str, Callable[[Any], tuple[str, ...]]] = {
        "unions": lambda u: u.membres,
        "residences": lambda r: (r.occupant,),
        "activites": lambda a: (a.occupant,),
        "rattachements": lambda r: (r.enfant,),
        "dossiers": lambda d: (d.allocataire,),
        "decisions": lambda d: (d.beneficiaire,),
        "gardes": lambda g: (g.enfant,),
    }
    for table, qui in concernes.items():
        faits = {fait for f in familles for fait in getattr(f, table)}
        siens = [fait for fait in faits if _premier_citoyen(qui(fait)) in refs]
        lignes = [tuple(li.values()) for li in lire_csv(exporte, table)]
        assert (table, len(lignes)) == (table, len(siens))
        assert not [li for li, fois in Counter(lignes).items() if fois > 1]


def _premier_citoyen(concernes: tuple[str, ...]) -> str:
    """Whose household writes the fact: the first who is not just a name on an act."""
    return next((r for r in concernes if "~" not in r), "")


def test_ce_qu_une_seule_administration_demande(exporte: Path) -> None:
    """Studies, contracts, obligations, registrations and vehicles, as the family tells them of who has a line."""
    n = nation(GRAINE, TAILLE, EPOQUE)
    for li in lire_csv(exporte, "etudes"):
        annee = n.famille(li["ref"]).etudes(li["ref"], int(li["annee"]))
        assert annee is not None
        assert (li["ine"], li["niveau"]) == (annee.ine, annee.niveau)
    for li in lire_csv(exporte, "services_civiques"):
        assert li["siret"] in {c.siret for c in n.famille(li["ref"]).services_civiques(li["ref"])}
    for li in lire_csv(exporte, "service_national"):
        fait = n.famille(li["ref"]).service_national(li["ref"])
        assert (li["francais"] == "true", li["recense"]) == (fait.francais, _texte(fait.recense))
    for li in lire_csv(exporte, "demandeurs_emploi"):
        assert int(li["categorie"]) == n.famille(li["ref"]).emploi(li["ref"]).categorie
    for li in lire_csv(exporte, "vehicules")[::7]:
        vehicule = n.famille(li["titulaire"]).vehicule(li["titulaire"])
        assert vehicule is not None
        assert (li["denomination"], li["cotitulaire"]) == (vehicule.modele.denomination, vehicule.cotitulaire or "")


def test_les_revenus_de_trois_annees(exporte: Path) -> None:
    """The incomes of the three years before the epoch, as the family tells them; no line for a year without any."""
    n = nation(GRAINE, TAILLE, EPOQUE)
    lignes = lire_csv(exporte, "revenus")
    assert {li["annee"] for li in lignes} == {"2023", "2024", "2025"}
    for ligne in lignes[::89]:
        r = n.famille(ligne["ref"]).revenus(ligne["ref"], int(ligne["annee"]))
        assert (int(ligne["salaires"]), int(ligne["pensions_retraite"])) == (r.salaires, r.pensions_retraite)
    assert not [li for li in lignes if {v for k, v in li.items() if k not in ("ref", "annee")} == {"0"}]


def test_parquet_dit_la_meme_chose(exporte: Path, tmp_path: Path) -> None:
    """Read by Arrow, each table has the rows of the CSV, with real dates, integers and descriptions."""
    exporter(demande("parquet"), tmp_path)
    for table in TOUTES:
        lue = pq.read_table(tmp_path / f"{table}.parquet")
        assert [tuple(_texte(v) for v in li.values()) for li in lue.to_pylist()] == [
            tuple(li.values()) for li in lire_csv(exporte, table)
        ]
    schema = pq.read_schema(tmp_path / "residences.parquet")
    assert str(schema.field("debut").type) == "date32[day]"
    assert schema.field("debut").metadata[b"description"] == b"Depuis ce jour."


def _texte(valeur: Any) -> str:
    if valeur is None:
        return ""
    return str(valeur).lower() if isinstance(valeur, bool) else str(valeur)


def test_sans_pyarrow(exporte: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyarrow is not installed, the households are told one by one: the same files, byte for byte."""
    monkeypatch.setattr("fixtures.export.exporter.find_spec", lambda nom: None)
    exporter(demande(), tmp_path)
    for table in TOUTES:
        assert (tmp_path / f"{table}.csv").read_bytes() == (exporte / f"{table}.csv").read_bytes()


def test_sql_se_charge(exporte: Path, tmp_path: Path) -> None:
    """SQLite reads the dump, keys included, and finds the rows of the CSV; a quote in a name is only a letter."""
    exporter(demande("sql"), tmp_path)
    base = sqlite3.connect(":memory:")
    for table in TOUTES:
        base.executescript((tmp_path / f"{table}.sql").read_text(encoding="utf-8"))
        genres = [c.genre for c in PAR_NOM[table].colonnes]
        lues = [
            tuple(_texte(bool(v) if genre == "booleen" else v) for v, genre in zip(li, genres, strict=True))
            for li in base.execute(f"SELECT * FROM {table}")
        ]
        assert lues == [tuple(li.values()) for li in lire_csv(exporte, table)]
    assert any("'" in li["nom_voie"] or "'" in li["nom_naissance"] for li in _noms(exporte))


def _noms(dossier: Path) -> list[dict[str, str]]:
    return [
        {"nom_voie": r["nom_voie"], "nom_naissance": p["nom_naissance"]}
        for r, p in zip(lire_csv(dossier, "residences"), lire_csv(dossier, "personnes"), strict=True)
    ]


def test_plusieurs_processus_ecrivent_les_memes_octets(tmp_path: Path) -> None:
    """Two processes over two lots give, byte for byte, what one gives."""
    ce = Demande(GRAINE, TAILLE, EPOQUE, LOT + 300, "csv", ("dossiers",))
    exporter(ce, tmp_path / "un")
    exporter(ce, tmp_path / "deux", ouvriers=2)
    assert (tmp_path / "un/dossiers.csv").read_bytes() == (tmp_path / "deux/dossiers.csv").read_bytes()


def test_rien_n_est_ecrase(tmp_path: Path) -> None:
    """A file already there is kept unless one asks; an interrupted export leaves only what says that it is partial."""
    petit = demande(citoyens=10, tables=("personnes",))
    (tmp_path / "personnes.csv").write_text("à garder")
    with pytest.raises(DossierOccupe, match=r"personnes\.csv"):
        exporter(petit, tmp_path)
    assert (tmp_path / "personnes.csv").read_text() == "à garder"

    def couper(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exporter(petit, tmp_path / "coupe", progression=couper)
    assert [f.name for f in (tmp_path / "coupe").iterdir()] == [f"personnes.csv{PARTIEL}"]


def test_l_injecteur_suffit_a_se_connecter(tmp_path: Path) -> None:
    """One file with a login and every number, the allocataire's for each member of a known household."""
    exporter(demande(citoyens=200, tables=(INJECTEUR.nom,)), tmp_path)
    lignes = lire_csv(tmp_path, INJECTEUR.nom)
    assert tuple(lignes[0]) == PAR_NOM[INJECTEUR.nom].noms
    n = nation(GRAINE, TAILLE, EPOQUE)
    for ligne in lignes[::17]:
        assert n.par_nir(ligne["nir"]) == (ligne["ref"],)
        assert n.par_spi(ligne["spi"]) == (ligne["ref"],)
        if ligne["numero_allocataire"]:
            (allocataire,) = n.par_allocataire(ligne["code_organisme"], ligne["numero_allocataire"])
            assert ligne["ref"] in n.famille(allocataire).personnes
        assert date.fromisoformat(ligne["date_naissance"]).year <= EPOQUE


def test_la_commande(tmp_path: Path) -> None:
    """`bacasable nation export` writes, counts, refuses an unknown table and files already there."""
    taille = ("--size", str(TAILLE), "--seed", str(GRAINE), "--day", "2026-03-01")
    petite = ("nation", "export", str(tmp_path), "--citizens", "50", "--tables", "unions,dossiers", *taille)
    premier = CliRunner().invoke(app, petite)
    assert premier.exit_code == 0, premier.output
    assert {f.name for f in tmp_path.iterdir()} == {"unions.csv", "dossiers.csv"}
    second = CliRunner().invoke(app, petite)
    assert (second.exit_code, "--force" in second.output) == (1, True)
    faux = CliRunner().invoke(app, ["nation", "export", str(tmp_path / "x"), "--tables", "maisons", *taille])
    assert (faux.exit_code, "Les tables : personnes" in faux.output) == (1, True)

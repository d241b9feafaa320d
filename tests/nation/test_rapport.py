"""The realism report: counts that add up, measures that follow their definition, a page that stands alone."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import exp, pi, sqrt
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fixtures.nation.rapport import Recensement, en_json, mesurer, page, recenser
from fixtures.nation.rapport.droits import prestations
from fixtures.nation.rapport.mesures import (
    MESURES,
    ecart_moyen_de_poisson,
    ecarts_des_prenoms,
    groupes_d_ages,
    niveaux_de_vie,
    quantile_de_niveau,
)
from fixtures.nation.rapport.recensement import Comptes
from fixtures.nation.tables import prenoms_par_decennie
from fixtures.personas import personas
from gateway.cli import app
from registry.facts import Revenus
from registry.vues import vue_caf

JOUR = date(2026, 11, 23)
UN_BLOC = 20_000


@pytest.fixture(scope="module")
def recensement() -> Recensement:
    return recenser(42, UN_BLOC, JOUR, 1, lambda faits, total: None)


def compter(*comptes: tuple[tuple[str | int, ...], int]) -> Recensement:
    """A census of these counts alone."""
    return Recensement("", JOUR, Comptes(dict(comptes)), 0, 0)


def test_everybody_is_counted_once(recensement: Recensement) -> None:
    """Ages and household sizes add up to the same people, who are all those of the nation."""
    c = recensement.comptes
    gens = sum(sum(groupes_d_ages(c, sexe)) for sexe in "FM")
    tailles = sum(int(cle[1]) * n for cle, n in c.items() if cle[0] == "taille du menage")
    assert gens == tailles == c["personnes",] == int(recensement.identifiant.split("/")[2])


def test_every_target_is_measured_and_cites_its_source(recensement: Recensement) -> None:
    """Each row of the targets has its measure, a source, a confidence and a tolerance."""
    lignes = mesurer(recensement)
    assert [ligne.cle for ligne in lignes] == list(MESURES)
    for ligne in lignes:
        assert ligne.source
        assert ligne.confiance in ("haute", "moyenne")
        assert ligne.tolerance > 0


def test_benefits_are_counted_where_they_are_served() -> None:
    """ASF, RSA, prime d'activité, housing aid and AAH need a decision: a family without one has none of them, and the
    shared children of separated parents open no back-to-school allowance to either."""
    moreau = personas(JOUR.year).famille("claire-moreau")
    dues = prestations(replace(vue_caf(moreau, "claire-moreau", JOUR), decisions=()))
    assert dues.du_mois.total == dues.du_mois.allocations_familiales + dues.du_mois.allocation_base
    assert dues.de_l_annee == 12 * dues.du_mois.total + dues.rentree
    assert dues.quotient is not None
    # Two children and no disability: three shares.
    gagne = sum(r.salaires for r in vue_caf(moreau, "claire-moreau", JOUR).revenus)
    assert dues.quotient == int((gagne / 12 + dues.du_mois.total) / 3)
    girard = personas(JOUR.year).famille("elodie-girard")
    modeste = replace(vue_caf(girard, "elodie-girard", JOUR), revenus=(Revenus(),))
    partages = tuple(replace(e, alternee=True) for e in modeste.enfants)
    assert prestations(modeste).rentree > 0
    assert prestations(replace(modeste, enfants=partages)).rentree == 0


def test_quantiles_are_those_of_the_classes() -> None:
    """Four people at 100, 300, 600 and 900 euros: the median ends the second class, D1 lies in the first."""
    niveaux = niveaux_de_vie(compter(*[(("droits", "niveau de vie", classe), 1) for classe in (0, 1, 2, 3)]))
    assert quantile_de_niveau(niveaux, 0.5) == 500
    assert quantile_de_niveau(niveaux, 0.1) == pytest.approx(100)


def test_inequality_of_equals_is_nil() -> None:
    """Gini's index of people in one class is 0; of one rich among nine who have next to nothing, near 0.9."""
    egaux = compter((("droits", "niveau de vie", 40), 10))
    assert MESURES["gini"](egaux) == pytest.approx(0, abs=1e-9)
    inegaux = compter((("droits", "niveau de vie", 0), 9), (("droits", "niveau de vie", 100_000), 1))
    assert MESURES["gini"](inegaux) == pytest.approx(0.9, abs=0.001)


def test_a_name_that_nobody_bears_is_far_from_the_table() -> None:
    """The total variation of a cohort whose people all bear a name of no table is 1."""
    cohorte = compter((("prenom", "F", 1961, "Xyzzy"), 80_000))
    ecart = ecarts_des_prenoms(cohorte)["F", 1961]
    assert ecart.personnes == 80_000
    assert ecart.variation == pytest.approx(1.0)
    assert ecart.au_dela > 0.9


def test_chance_alone_is_told_apart_from_a_wrong_table() -> None:
    """A cohort drawn from the table itself is away from it by what chance gives, and by next to nothing more."""
    d = prenoms_par_decennie()["F", 1981]
    tirees = Counter(random.Random(1).choices(d.values, [b - a for a, b in pairwise(d.cumul)], k=20_000))
    ecart = ecarts_des_prenoms(compter(*[(("prenom", "F", 1981, nom), n) for nom, n in tirees.items()]))["F", 1981]
    assert ecart.variation > 0.05
    assert ecart.au_dela < 0.005


def test_the_mean_deviation_of_rare_counts() -> None:
    """The mean distance to its mean m of a count is 2 m exp(-m) below one, near sqrt(2 m / pi) for a large m."""
    assert ecart_moyen_de_poisson(0.5) == pytest.approx(2 * 0.5 * exp(-0.5))
    assert ecart_moyen_de_poisson(10_000) == pytest.approx(sqrt(2 * 10_000 / pi), rel=0.001)


def test_the_page_stands_alone_and_says_it_is_fiction(recensement: Recensement) -> None:
    """The page bears the banner, loads nothing from elsewhere, and shows every measure and its source."""
    lignes = mesurer(recensement)
    html = page(recensement, lignes)
    assert "Bac à sable — données fictives" in html
    assert not re.search(r"<script|<link|src=|url\(|https?://", html)
    assert html.count("<svg") >= 4
    lu = json.loads(en_json(recensement, lignes))
    assert len(lu["mesures"]) == len(lignes) == html.count("hors tolérance :") + html.count("<td>tenue</td>")


def test_the_command_writes_both_files_from_spawned_processes(tmp_path: Path) -> None:
    """`bacasable nation report` counts two blocks in two processes as one process does, and writes page and JSON."""
    mesures = []
    for processus in ("1", "2"):
        dossier = tmp_path / processus
        options = ["--citizens", "40000", "--day", "2026-11-23", "--processes", processus, "--output", str(dossier)]
        resultat = CliRunner().invoke(app, ["nation", "report", *options])
        assert resultat.exit_code == 0, resultat.output
        assert (dossier / "rapport.html").stat().st_size > 10_000
        mesures.append((dossier / "rapport.json").read_text(encoding="utf-8"))
    assert mesures[0] == mesures[1]

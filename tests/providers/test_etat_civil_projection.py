"""Birth extracts and the livret de famille of one family."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from providers.etat_civil import projection
from providers.etat_civil.scopes import EXTRAIT, FILTRE
from registry.facts import DateCivile, Union
from tests.providers import foyers

TOUS = FILTRE.noms


def test_avec_et_sans_filiation() -> None:
    """The filiation scope turns the extract into EXTAF and adds the parents; without it there are none."""
    avec = projection.acte(foyers.naissance(), TOUS)
    assert avec["natureDocument"] == "EXTAF"
    assert [p["nom"] for p in avec["parents"]] == ["MARTIN", "DURAND"]
    sans = projection.acte(foyers.naissance(), frozenset({EXTRAIT}))
    assert sans["natureDocument"] == "EXTSF"
    assert {"parents", "mentions"}.isdisjoint(sans)


def test_reference_et_depositaire() -> None:
    """A birth in France is kept by the commune; abroad by the Service central, under the country's code."""
    france, etranger = projection.acte(foyers.naissance(), TOUS), projection.acte(foyers.naissance("marc"), TOUS)
    assert (france["reference"], france["depositaire"]["code"]) == ("44109-N-2017-3", "44109")
    assert etranger["reference"] == "99352-N-1985-2"
    assert "NANTES" in etranger["depositaire"]["libelle"]
    assert etranger["depositaire"]["code"] == "99"


def test_une_date_aussi_precise_que_l_acte() -> None:
    """Full date, year and month, or year."""
    dates = (DateCivile(1985, 4, 3), DateCivile(1985, 4, 0), DateCivile(1985, 0, 0))
    assert [projection.date_de_l_acte(d) for d in dates] == ["1985-04-03", "1985-04", "1985"]


def test_l_extrait_ne_montre_que_le_dernier_mariage() -> None:
    """Married, divorced, married again: the first marriage and its divorce leave the extract."""
    premier = Union("mariage", ("lea", "autre"), date(2008, 5, 3), foyers.NANTES, date(2012, 1, 9), "divorce")
    vue = foyers.naissance("lea", replace(foyers.MARTIN, unions=(premier, foyers.MARIAGE)))
    assert [m.type_code for m in vue.mentions] == [27, 5, 27]
    (mention,) = projection.acte(vue, TOUS)["mentions"]
    assert (mention["typeCode"], mention["date"], mention["conjoint"]["nom"]) == (27, "2015-07-04", "MARTIN")


def test_un_divorce_reste_apres_le_dernier_mariage() -> None:
    """The end of the last marriage is kept with it; a spouse whose act is not held is not named."""
    union = replace(foyers.MARIAGE, membres=("lea", "autre"), fin=date(2024, 2, 1), motif_fin="divorce")
    vue = foyers.naissance("lea", replace(foyers.MARTIN, unions=(union,)))
    mentions = projection.acte(vue, TOUS)["mentions"]
    assert [(m["nature"], m["conjoint"]) for m in mentions] == [("mariage", None), ("divorce", None)]


def test_livret() -> None:
    """Both holders, the marriage, and the children's extracts by birth, parents included."""
    livret = projection.livret(foyers.livret())
    assert [t["titulaire"]["prenoms"][0] for t in livret["titulaires"]] == ["Marc", "Léa"]
    assert livret["mariage"] is not None
    assert livret["mariage"]["date"] == "2015-07-04"
    assert [e["titulaire"]["prenoms"] for e in livret["enfants"]] == [["Tom"], ["Zoé"]]
    assert len(livret["enfants"][0]["parents"]) == 2

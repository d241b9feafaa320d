"""The Faker provider: citizens of the nation, drawn by Faker's own chance."""

from __future__ import annotations

from datetime import date

import pytest
from faker import Faker
from stdnum.fr import nir

from fixtures.citoyens_faker import Citoyens, PersonneDemandee
from fixtures.nation import nation
from registry.facts import Personne


@pytest.fixture
def fake() -> Faker:
    fake = Faker("fr_FR")
    fake.add_provider(Citoyens)
    fake.seed_instance(3)
    return fake


def test_une_graine_tire_les_memes_citoyens(fake: Faker) -> None:
    """Seeded alike, two Fakers draw the same people; another seed draws others."""
    tires = [fake.citoyen() for _ in range(5)]
    fake.seed_instance(3)
    assert tires == [fake.citoyen() for _ in range(5)]
    fake.seed_instance(4)
    assert tires != [fake.citoyen() for _ in range(5)]


def test_le_citoyen_est_celui_du_bac_a_sable(fake: Faker) -> None:
    """The one drawn is in the nation under their number, with a NIR that the field's validator accepts."""
    tire: Personne = fake.citoyen()
    assert nation(42, 1_000_000, 2026).par_nir(tire.nir) == (tire.ref,)
    assert nir.is_valid(tire.nir)
    assert nir.is_valid(fake.nir())
    assert len(fake.spi()) == 13
    assert fake.adresse_de(tire).code_commune


def test_un_citoyen_demande(fake: Faker) -> None:
    """Sex and age are those demanded; an impossible demand says so."""
    for _ in range(10):
        tire: Personne = fake.citoyen(sexe="F", age=(30, 45))
        assert (tire.sexe, 30 <= tire.age(date(2026, 1, 1)) <= 45) == ("F", True)
    with pytest.raises(PersonneDemandee, match="âge"):
        fake.citoyen(age=(140, 150))

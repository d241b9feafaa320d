"""The counter hash and the permutations: uniform, independent, and exactly invertible."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.nation.hachage import Permutation, alea, cle, melange, parmi


def test_melange_is_splitmix64() -> None:
    """`melange` is splitmix64's published generator: its first outputs from seed 1234567 are the reference ones."""
    etats = [(1234567 + i * 0x9E3779B97F4A7C15) & (2**64 - 1) for i in range(3)]
    assert [melange(e) for e in etats] == [6457827717110365317, 3203168211198807973, 9817491932198370423]


@pytest.mark.parametrize("taille", [1, 2, 3, 7, 50, 1000, 10_443])
def test_a_permutation_visits_every_number_once(taille: int) -> None:
    """A permutation of [0, n) gives each of the n numbers exactly once."""
    permutation = Permutation(cle(42, "essai"), taille)
    assert sorted(map(permutation.directe, range(taille))) == list(range(taille))


@given(st.integers(1, 67_500_000), st.integers(0, 2**63), st.integers(0, 2**63))
def test_a_permutation_is_undone_by_its_inverse(taille: int, graine: int, x: int) -> None:
    """`inverse` undoes `directe` at every size up to the whole nation."""
    permutation = Permutation(cle(graine, "essai"), taille)
    x %= taille
    assert permutation.inverse(permutation.directe(x)) == x


def test_the_hash_is_uniform() -> None:
    """Sixteen thousand draws over sixteen cells pass a chi-squared test at one in a million."""
    compte = Counter(parmi(alea(cle(7, "champ"), i), 16) for i in range(16_000))
    assert sum((compte[c] - 1000) ** 2 / 1000 for c in range(16)) < 58  # chi2, 15 degrees of freedom


def test_two_fields_of_one_index_are_independent() -> None:
    """Knowing one field of a citizen says nothing about another: the joint counts pass a chi-squared test."""
    a, b = cle(7, "a"), cle(7, "b")
    compte = Counter((parmi(alea(a, i), 4), parmi(alea(b, i), 4)) for i in range(16_000))
    assert sum((compte[x, y] - 1000) ** 2 / 1000 for x in range(4) for y in range(4)) < 58

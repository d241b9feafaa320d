"""What the RNIPP may answer of one citizen: its outcomes, and how each is brought about on purpose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from gateway.franceconnect.appel import Appel

NATURE = "rnipp"
#: The account that FranceConnect's own test logins `E0100NN` belong to here.
LOGIN_DES_CODES = "test"
_SUFFIXE = re.compile(r"(?:(?P<login>.+)_)?E0100(?P<numero>\d\d)")

NomIssue = Literal[
    "found",
    "corrected",
    "near_match",
    "several",
    "usage_name",
    "none",
    "rejected",
    "timeout",
    "unreachable",
    "unreadable",
    "deceased",
]
NOMS: tuple[NomIssue, ...] = get_args(NomIssue)


@dataclass(frozen=True, slots=True)
class Issue:
    """`code` is FranceConnect's refusal (`""`: none), `reponse` the register's `TypeReponseIdentification` (0: none).

    `numero` ends the suffix `_E0100NN` that forces it.
    """

    nom: NomIssue
    code: str
    reponse: int
    numero: str


ISSUES: dict[NomIssue, Issue] = {
    i.nom: i
    for i in (
        Issue("found", "", 2, "02"),
        Issue("corrected", "", 3, "03"),
        Issue("near_match", "Y010004", 4, "04"),
        Issue("several", "Y010006", 6, "06"),
        Issue("usage_name", "Y010007", 7, "07"),
        Issue("none", "Y010008", 8, "08"),
        Issue("rejected", "Y010009", 9, "09"),
        Issue("timeout", "Y010011", 0, "11"),
        Issue("unreachable", "Y010012", 0, "12"),
        Issue("unreadable", "Y010013", 0, "13"),
        Issue("deceased", "Y010015", 2, "15"),
    )
}
#: 16, in FranceConnect's own test data: deceased, found after a correction.
_PAR_NUMERO = {**{issue.numero: issue for issue in ISSUES.values()}, "16": ISSUES["deceased"]}


def issue_nommee(nom: str) -> Issue | None:
    return next((issue for issue in ISSUES.values() if issue.nom == nom), None)


async def armee(ctx: Appel, ref: str) -> Issue | None:
    """The outcome armed for this citizen of the space, while it lasts."""
    brut = await ctx.magasin.lire(ctx.espace, NATURE, ref)
    return ISSUES[brut["outcome"]] if brut else None


async def armer(ctx: Appel, ref: str, nom: NomIssue, duree: int) -> None:
    """For `duree` seconds; a reset of the space ends it too."""
    await ctx.magasin.poser(ctx.espace, NATURE, ref, {"outcome": nom, "until": ctx.maintenant + duree}, duree)


def couper(texte: str) -> tuple[str, Issue | None]:
    """`test_E010008` is `test` and « none »; a text without a known suffix is itself and nothing."""
    lu = _SUFFIXE.fullmatch(texte)
    issue = _PAR_NUMERO.get(lu["numero"]) if lu else None
    if lu is None or issue is None:
        return texte, None
    return lu["login"] or LOGIN_DES_CODES, issue

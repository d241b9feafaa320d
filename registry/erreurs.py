"""What the registry refuses to answer; each provider says it in its own words."""


class RegistreErreur(Exception):
    """Base of the registry's refusals."""


class PersonneInconnue(RegistreErreur):
    """Nobody bears this reference, number or identity."""


class PlusieursPersonnes(RegistreErreur):
    """The identity fits several people; `refs` names them."""

    def __init__(self, refs: tuple[str, ...]) -> None:
        super().__init__(f"{len(refs)} personnes correspondent")
        self.refs = refs


class SansDossier(RegistreErreur):
    """The person exists, but this administration has no file for them on that day.

    `clos_organisme` is `CNAF` or `MSA` when a file existed and was closed, None when there never was one.
    """

    def __init__(self, raison: str, clos_organisme: str | None = None) -> None:
        super().__init__(raison)
        self.clos_organisme = clos_organisme


class ModificationRefusee(RegistreErreur):
    """An edit that contradicts the facts it would be laid on; the message tells the rule, which `regle` may name."""

    def __init__(self, message: str, regle: str = "") -> None:
        super().__init__(message)
        self.regle = regle

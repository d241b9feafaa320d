"""Every refusal of FranceConnect: its code, its HTTP status, and what each of its three audiences is told.

A refusal reaches the citizen as a page (`ErreurPage`), the service through its redirect address (`ErreurRetour`) or a
server that called the API (`ErreurApi`). Codes, statuses and descriptions are FranceConnect's; the French
sentences are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from gateway.hasard import identifiant

AIDE = "https://docs.partenaires.franceconnect.gouv.fr/fs/fs-technique/fs-technique-erreurs/"
ECHEC_TECHNIQUE = "authentication aborted due to a technical error on the authorization server"
ABANDON = "user authentication aborted"
ABANDON_VOLONTAIRE = "User auth aborted"

RECOMMENCER = (
    "Un problème technique empêche la connexion. Fermez cet onglet, puis recommencez depuis le service qui vous envoie."
)
CONTACTER = (
    "Un problème technique empêche la connexion. S'il se reproduit, signalez le code ci-dessous au service concerné."
)
SESSION = "Votre session a expiré ou n'est pas valable. Recommencez votre connexion depuis le service."
NAVIGATION = (
    "Cette étape ne peut pas être rejouée. Fermez les onglets de cette connexion, puis recommencez depuis le service."
)
COMMUNICATION = "Le service qui vous envoie et FranceConnect ne se comprennent pas : sa déclaration est à vérifier."
SANS_CORRESPONDANCE = (
    "Aucune personne du registre ne porte l'identité reçue. Comparez votre état civil à celui que connaît le compte "
    "choisi (nom de naissance, prénoms, date et lieu de naissance), et faites-le corriger là où il diffère."
)
DECES = "Cette identité ne peut plus être utilisée pour se connecter. Un proche peut s'adresser directement au service."
IDENTITE = "Vos données d'identité ne permettent pas de vous reconnaître. Vérifiez-les auprès de l'état civil."
MANDAT = "Le mandat de votre aidant ne couvre pas les démarches de ce service."
FI_BLOQUE = (
    "Vous avez choisi de ne plus vous connecter avec ce compte. Prenez-en un autre, ou changez vos préférences dans "
    "« Mes connexions »."
)
COMPTE_DESACTIVE = "Votre accès à FranceConnect a été désactivé à votre demande. Écrivez-nous pour le rétablir."
INCOMPLET = "Les informations de votre compte sont incomplètes : il y manque une adresse électronique où vous prévenir."
INTROUVABLE = "Cette page n'existe pas."
#: The code of what FranceConnect does not explain.
INCONNUE = "Y000000"


@dataclass(frozen=True, slots=True)
class Erreur:
    """`erreur` and `description` are what the service receives if the citizen goes back to it (`""`: nothing)."""

    statut: int
    message: str
    erreur: str = "server_error"
    description: str = ECHEC_TECHNIQUE


ERREURS: dict[str, Erreur] = {
    INCONNUE: Erreur(500, CONTACTER, ""),
    "Y000400": Erreur(400, COMMUNICATION, ""),
    "Y000404": Erreur(404, INTROUVABLE, ""),
    "Y010004": Erreur(403, IDENTITE, "access_denied", ABANDON),
    "Y010006": Erreur(403, IDENTITE, "access_denied", ABANDON),
    "Y010007": Erreur(403, IDENTITE, "access_denied", ABANDON),
    "Y010008": Erreur(403, SANS_CORRESPONDANCE, "access_denied", ABANDON),
    "Y010009": Erreur(403, CONTACTER, "access_denied", ABANDON),
    "Y010011": Erreur(504, CONTACTER, "temporarily_unavailable"),
    "Y010012": Erreur(504, CONTACTER, "temporarily_unavailable"),
    "Y010013": Erreur(400, CONTACTER),
    "Y010015": Erreur(403, DECES, "access_denied", ABANDON),
    "Y020017": Erreur(500, RECOMMENCER),
    "Y020019": Erreur(500, RECOMMENCER),
    "Y020021": Erreur(400, CONTACTER, "invalid_request"),
    "Y020022": Erreur(403, RECOMMENCER, "invalid_request", "invalid state parameter"),
    "Y020023": Erreur(403, RECOMMENCER, "access_denied"),
    "Y020024": Erreur(500, CONTACTER),
    "Y020025": Erreur(400, CONTACTER),
    "Y020026": Erreur(502, CONTACTER),
    "Y020027": Erreur(502, CONTACTER),
    "Y020028": Erreur(500, CONTACTER),
    "Y020029": Erreur(500, CONTACTER),
    "Y020030": Erreur(500, CONTACTER),
    "Y030007": Erreur(400, RECOMMENCER, "invalid_request", "invalid parameter"),
    "Y030025": Erreur(500, RECOMMENCER),
    "Y030026": Erreur(500, CONTACTER),
    "Y030027": Erreur(400, RECOMMENCER, "invalid_request", "invalid client_id parameter"),
    "Y030028": Erreur(500, RECOMMENCER),
    "Y030030": Erreur(500, RECOMMENCER, ""),
    "Y040001": Erreur(400, RECOMMENCER),
    "Y04EA6EF": Erreur(400, COMMUNICATION, ""),
    "Y04C013C": Erreur(400, COMMUNICATION, ""),
    "Y04A8220": Erreur(400, COMMUNICATION, ""),
    "Y046696C": Erreur(400, COMMUNICATION, ""),
    "Y04CFAEF": Erreur(400, COMMUNICATION, ""),
    "Y04FEDB9": Erreur(400, COMMUNICATION, ""),
    "Y100001": Erreur(500, CONTACTER, ""),
    "Y100002": Erreur(400, CONTACTER, "invalid_request", "acr_values not supported"),
    "Y100004": Erreur(403, RECOMMENCER, "access_denied", ABANDON),
    "Y100009": Erreur(400, RECOMMENCER),
    "Y100010": Erreur(400, CONTACTER),
    "Y100011": Erreur(403, FI_BLOQUE, "access_denied", ABANDON),
    "Y100018": Erreur(400, CONTACTER, "invalid_request", "idp returned a not allowed acr value"),
    "Y100019": Erreur(400, COMMUNICATION, "invalid_request"),
    "Y180001": Erreur(403, COMPTE_DESACTIVE, "access_denied", ABANDON),
    "Y190001": Erreur(401, SESSION, "access_denied", ABANDON),
    "Y190004": Erreur(409, SESSION, "access_denied", ABANDON),
    "Y190009": Erreur(401, SESSION, "access_denied", ABANDON),
    "Y190010": Erreur(401, SESSION),
    "Y190011": Erreur(409, SESSION, "access_denied", ABANDON),
    "Y190012": Erreur(401, SESSION, "access_denied", ABANDON),
    "Y270001": Erreur(500, INCOMPLET),
    "Y410001": Erreur(400, CONTACTER),
    "Y420001": Erreur(400, NAVIGATION, "access_denied", ABANDON),
    "Y420002": Erreur(400, NAVIGATION, "access_denied", ABANDON),
    "Y470001": Erreur(401, SESSION),
    "Y470002": Erreur(400, SESSION),
    "Y470004": Erreur(401, SESSION),
    "Y510001": Erreur(400, RECOMMENCER, "invalid_request", "required parameter missing or invalid"),
    "Y510002": Erreur(400, RECOMMENCER, "invalid_request", "required parameter missing or invalid"),
    "Y600006": Erreur(400, RECOMMENCER),
    "Y600007": Erreur(500, CONTACTER),
    "Y600020": Erreur(400, MANDAT, "access_denied"),
}


class ErreurPage(Exception):
    """The citizen sees an error page; nothing is sent to the service. `detail` is shown to the developer."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class ErreurRetour(Exception):
    """The service receives `error` and `error_description` on its redirect address."""

    def __init__(self, erreur: str, description: str, **autres: str) -> None:
        super().__init__(f"{erreur}: {description}")
        self.parametres = {"error": erreur, "error_description": description, **autres}


class ErreurApi(Exception):
    """A server receives JSON. `aide` is the code of the documentation link; `""` gives checktoken's two members."""

    def __init__(self, statut: int, erreur: str, description: str, aide: str = "") -> None:
        super().__init__(f"{erreur}: {description}")
        self.statut = statut
        self.erreur = erreur
        self.description = description
        self.aide = aide

    def corps(self) -> dict[str, str]:
        """The members of the JSON answer."""
        corps = {"error": self.erreur, "error_description": self.description}
        if self.aide:
            corps["error_uri"] = f"{AIDE}?code={self.aide}&id={identifiant()}"
        return corps

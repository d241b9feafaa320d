"""Node's openid-client, with every check on, from discovery to logout."""

import json
import os
import subprocess
from pathlib import Path

from tests.clients.communs import (
    APRES,
    RETOUR,
    SCOPES,
    enregistrer,
    quatre_administrations,
    verifier_une_seule_personne,
)
from tests.support.parcours import Navigateur
from tests.support.serveur import Sandbox


def test_openid_client_completes_the_journey_with_every_check_on(sandbox: Sandbox, projet_node: Path) -> None:
    """discovery → login → token → signed userinfo → four administrations → logout, by openid-client."""
    service = enregistrer(sandbox.url)
    arguments = [f"{sandbox.url}/api/v2", service.client_id, service.client_secret, RETOUR, APRES]
    environnement = {**os.environ, "SCOPE": SCOPES, "NO_PROXY": "127.0.0.1"}
    with (
        subprocess.Popen(
            ["node", "journey.mjs", *arguments],
            cwd=projet_node,
            env=environnement,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as node,
        Navigateur() as navigateur,
    ):
        assert node.stdout is not None
        retour = navigateur.connecter(node.stdout.readline().strip(), RETOUR)
        sortie, _ = node.communicate(retour + "\n", timeout=30)
        assert node.returncode == 0
        obtenu = json.loads(sortie)
        reponses = quatre_administrations(sandbox.url, obtenu["tokens"]["access_token"])
        verifier_une_seule_personne(obtenu["userinfo"], reponses)
        assert obtenu["claims"]["acr"] == "eidas1"
        assert obtenu["claims"]["sub"] == obtenu["userinfo"]["sub"]
        fin = navigateur.deconnecter(obtenu["logout"], APRES)
        assert fin == f"{APRES}?state={obtenu['state']}"

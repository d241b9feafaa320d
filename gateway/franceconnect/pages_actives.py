"""Pages with a few lines of script: the policy of the page names the script by its hash, and nothing else may run."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

from markupsafe import Markup
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from gateway.pages import page

#: Sends the form `suite` at once, no form twice, and opens the button `continuer` with the box `consent`.
SCRIPT = Markup("""
document.getElementById('suite')?.submit();
for (const f of document.forms) f.addEventListener('submit', e => {
  if (f.dataset.parti) e.preventDefault();
  f.dataset.parti = '1';
});
addEventListener('pageshow', () => { for (const f of document.forms) delete f.dataset.parti; });
const c = document.getElementById('consent'), b = document.getElementById('continuer');
if (c && b) { b.disabled = !c.checked; c.addEventListener('change', () => { b.disabled = !c.checked; }); }
""")
_EMPREINTE = b64encode(sha256(SCRIPT.encode()).digest()).decode()


def page_active(nom: str, request: HTTPConnection, statut: int = 200, **contexte: Any) -> HTMLResponse:
    """The page `nom`, which places `script` in a `<script>` element."""
    reponse = page(nom, request, statut, script=SCRIPT, **contexte)
    politique = reponse.headers["Content-Security-Policy"]
    reponse.headers["Content-Security-Policy"] = f"{politique}; script-src 'sha256-{_EMPREINTE}'"
    return reponse

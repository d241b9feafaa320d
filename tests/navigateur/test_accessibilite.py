"""Every page is accessible: no serious violation for axe (WCAG A and AA), in light and in dark, at any width.

And by the keyboard alone: the skip link first, then every control in its order, each showing that it has the focus.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.navigateur.pages import PAGES
from tests.support.serveur import Sandbox

GRAVES = {"serious", "critical"}
#: Beyond the controls: what the browser itself makes reachable, such as regions that scroll.
TABULATIONS_EN_PLUS = 25
#: Numbers the controls in the order of the page (one stop for a group of radios), then notes those that get the focus.
SUIVRE_LE_FOYER = """() => {
  const groupes = new Set(), tous = [...document.querySelectorAll('a[href],button,input,select,textarea,summary')];
  const atteignables = tous.filter(e => {
    if (e.disabled || e.tabIndex < 0 || e.type === 'hidden' || !e.checkVisibility()) return false;
    if (e.type !== 'radio') return true;
    const premier = !groupes.has(e.name);
    groupes.add(e.name);
    return premier;
  });
  atteignables.forEach((e, rang) => { e.dataset.rang = rang; });
  window.visites = [];
  document.addEventListener('focusin', ({target: e}) => {
    const style = getComputedStyle(e);
    if (e.dataset.rang) window.visites.push([+e.dataset.rang, style.outlineStyle !== 'none', e.outerHTML.slice(0, 90)]);
  });
  return atteignables.length;
}"""


@pytest.mark.parametrize("nom", PAGES)
def test_la_page_est_accessible(page: Page, sandbox: Sandbox, nom: str) -> None:
    """No serious violation in either colour scheme; banner, French, and no wider than a telephone."""
    PAGES[nom](page, sandbox.url)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        violations = Axe().run(page).response["violations"]
        graves = {v["id"]: [n["html"] for n in v["nodes"]] for v in violations if v["impact"] in GRAVES}
        assert not graves, theme
    expect(page.get_by_text("Bac à sable — données fictives", exact=True)).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "fr"
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("nom", PAGES)
def test_la_page_se_parcourt_au_clavier(page: Page, sandbox: Sandbox, nom: str) -> None:
    """Tab goes to a visible skip link, then through every control once, in order and visibly; the link works."""
    PAGES[nom](page, sandbox.url)
    attendus = page.evaluate(SUIVRE_LE_FOYER)
    evitement = page.locator(".evitement")
    page.keyboard.press("Tab")
    assert evitement.evaluate("e => e === document.activeElement && e.getBoundingClientRect().top >= 0")
    for _ in range(attendus - 1 + TABULATIONS_EN_PLUS):
        page.keyboard.press("Tab")
    visites = page.evaluate("window.visites")[:attendus]
    assert [rang for rang, *_ in visites] == list(range(attendus))
    assert [html for _, montre, html in visites if not montre] == []
    evitement.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"

"""Which application answers a path: a dictionary look-up, never a scan of every route.

A path served exactly goes straight to its endpoint, then the routes with parameters that start with the same segment;
else the application mounted on its first two segments, on the first one, or the one at the root. A mounted application
sees its prefix as `root_path`, as ASGI wants it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

Point = Callable[[Request], Awaitable[Response]]


class Aiguillage:
    """`montages` maps `/a` or `/a/b` to an application; `""` is the root. `routes` keep their full paths.

    The endpoints of `routes` are coroutines that turn every refusal into an answer: they are called without Starlette's
    layers, which only look for exceptions.
    """

    def __init__(self, montages: Mapping[str, ASGIApp], routes: Sequence[Route]) -> None:
        self._exactes: dict[tuple[str, str], Point] = {}
        self._parametrees: dict[str, list[Route]] = defaultdict(list)
        par_segment: dict[str, list[Route]] = defaultdict(list)
        for route in routes:
            par_segment[_segment(route.path)].append(route)
            if "{" in route.path:
                self._parametrees[_segment(route.path)].append(route)
                continue
            for methode in route.methods or ():
                self._exactes.setdefault((methode, route.path), route.endpoint)
        self._routeurs = {prefixe: Router(rs, redirect_slashes=False) for prefixe, rs in par_segment.items()}
        self._montages = dict(montages)

    async def __call__(self, chemin: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer `chemin`, the path inside the space; `scope["root_path"]` is the prefix of the space."""
        point = self._exactes.get((scope["method"], chemin))
        if point is not None:
            scope["path_params"] = {}
        else:
            point = self._parametree(chemin, scope)
        if point is not None:
            reponse = await point(Request(scope, receive, send))
            await reponse(scope, receive, send)
            return
        un = chemin.find("/", 1)
        deux = chemin.find("/", un + 1) if un > 0 else -1
        for fin in (deux if deux > 0 else len(chemin), un if un > 0 else len(chemin)):
            prefixe = chemin[:fin]
            if prefixe in self._montages:
                scope["root_path"] += prefixe
                await self._montages[prefixe](scope, receive, send)
                return
            if prefixe in self._routeurs:
                await self._routeurs[prefixe](scope, receive, send)
                return
        await self._montages[""](scope, receive, send)

    def _parametree(self, chemin: str, scope: Scope) -> Point | None:
        """The endpoint of the first route that fits, its parameters left in `scope`."""
        for route in self._parametrees.get(_segment(chemin), ()):
            lu = route.path_regex.match(chemin)
            if lu is not None and scope["method"] in (route.methods or ()):
                convertis: dict[str, Any] = {n: route.param_convertors[n].convert(v) for n, v in lu.groupdict().items()}
                scope["path_params"] = convertis
                point: Point = route.endpoint
                return point
        return None


def _segment(chemin: str) -> str:
    """`/v3` of `/v3/dss/quotient_familial/identite`."""
    return "/" + chemin.split("/", 2)[1]

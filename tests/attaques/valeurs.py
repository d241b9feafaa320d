"""Strange values, wherever something is read: in a path, a query, a form, a JSON document, a body of another type."""

from __future__ import annotations

from typing import Any

#: As they are written in a URL or a form: control characters, invalid UTF-8, other digits, other languages' syntax.
VALEURS = [
    "",
    "%00",
    "a%00b",
    "%FF",
    "%ED%A0%80",
    "%E2%80%AE",
    "%0D%0ASet-Cookie:%20pirate=1",
    "%C2%B2",
    "%D9%A3",
    "9" * 5_000,
    "-1",
    "1e9",
    "%22",
    "'%20OR%201=1--",
    "%7B%7B7*7%7D%7D",
    "..%2F..%2Fetc%2Fpasswd",
    "%5B" * 500,
    "null",
    "%",
]
CORPS_JSON = [
    b"",
    b"[" * 30_000,
    b'{"a":' * 30_000,
    b"\xff",
    b"1",
    b"null",
    b"NaN",
    b'"\\ud800"',
    b'{"client_id":"demo-creche","login":"\\ud800"}',
    b'{"client_id":"demo-creche","login":"\\u0000"}',
    b'{"client_id":"demo-creche","citizen":"n-99999999999999999999"}',
    b'{"client_id":"\\u0000","scopes":[]}',
    b'{"scopes":["\\u0000"]}',
    b'{"scopes":[],"expires_in":99999999999999999999}',
    b'{"redirect_uris":["http://["]}',
    b'{"redirect_uris":["http://a/\\ud800"]}',
    b'{"slug":"../x"}',
    b'{"slug":"\\u0000"}',
    b'{"slug":"a-b","seed":99999999999999999999999}',
    b'{"slug":"a-c","size":-1}',
    b'{"day":"9999-99-99"}',
    b'{"jwks_uri":"http://["}',
    b'{"inconnu":' + b"9" * 5_000 + b"}",
]
FORME = "application/x-www-form-urlencoded"
TYPES = [
    "",
    "text/plain",
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    f"{FORME}; charset=x",
]
#: Of every JSON type, empty, huge, deep, and not what a database keeps.
VALEURS_JSON: list[Any] = [
    None,
    True,
    -1,
    0,
    10**30,
    2**62,
    1.5,
    "",
    "\0",
    "\u202e",
    "9" * 5_000,
    "http://[",
    "9999-99-99",
    "9999-12-31",
    "0001-01-01",
    [],
    [None],
    [[]],
    ["\0", 1, {}],
    {},
    {"": {}},
    {"a": [{"b": [[[[]]]]}]},
]

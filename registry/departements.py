"""Departments: the region each is in, and how far apart two of them are, as the crow flies between prefectures."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

_RAYON_TERRE_KM = 6371.0
# Code, region (COG), latitude and longitude of the prefecture.
_TABLE = """
01 84 46.20 5.22|02 32 49.56 3.62|03 84 46.57 3.33|04 93 44.09 6.24|05 93 44.56 6.08|06 93 43.70 7.27|07 84 44.74 4.60
08 44 49.77 4.72|09 76 42.97 1.61|10 44 48.30 4.08|11 76 43.21 2.35|12 76 44.35 2.57|13 93 43.30 5.37|14 28 49.18 -0.37
15 84 44.93 2.44|16 75 45.65 0.16|17 75 46.16 -1.15|18 24 47.08 2.40|19 75 45.27 1.77|21 27 47.32 5.04|22 53 48.51 -2.77
23 75 46.17 1.87|24 75 45.18 0.72|25 27 47.24 6.02|26 84 44.93 4.89|27 28 49.02 1.15|28 24 48.45 1.48|29 53 48.00 -4.10
2A 94 41.92 8.74|2B 94 42.70 9.45|30 76 43.84 4.36|31 76 43.60 1.44|32 76 43.65 0.59|33 75 44.84 -0.58|34 76 43.61 3.88
35 53 48.11 -1.68|36 24 46.81 1.69|37 24 47.39 0.69|38 84 45.19 5.72|39 27 46.67 5.55|40 75 43.89 -0.50|41 24 47.59 1.33
42 84 45.44 4.39|43 84 45.04 3.88|44 52 47.22 -1.55|45 24 47.90 1.91|46 76 44.45 1.44|47 75 44.20 0.62|48 76 44.52 3.50
49 52 47.47 -0.55|50 28 49.1 -1.09|51 44 48.96 4.36|52 44 48.11 5.14|53 52 48.07 -0.77|54 44 48.69 6.18|55 44 48.77 5.16
56 53 47.66 -2.76|57 44 49.12 6.18|58 27 46.99 3.16|59 32 50.63 3.06|60 32 49.43 2.08|61 28 48.43 0.09|62 32 50.29 2.78
63 84 45.78 3.08|64 75 43.30 -0.37|65 76 43.23 0.07|66 76 42.70 2.90|67 44 48.58 7.75|68 44 48.08 7.36|69 84 45.76 4.84
70 27 47.62 6.16|71 27 46.31 4.83|72 52 48.01 0.20|73 84 45.57 5.92|74 84 45.90 6.13|75 11 48.86 2.35|76 28 49.44 1.10
77 11 48.54 2.66|78 11 48.80 2.13|79 75 46.32 -0.46|80 32 49.89 2.30|81 76 43.93 2.15|82 76 44.02 1.36|83 93 43.12 5.93
84 93 43.95 4.81|85 52 46.67 -1.43|86 75 46.58 0.34|87 75 45.83 1.26|88 44 48.17 6.45|89 27 47.80 3.57|90 27 47.64 6.86
91 11 48.63 2.43|92 11 48.89 2.21|93 11 48.91 2.44|94 11 48.79 2.46|95 11 49.04 2.08|971 01 16.00 -61.73
972 02 14.60 -61.07|973 03 4.94 -52.33|974 04 -20.88 55.45|976 06 -12.78 45.23
"""
_LIGNES = [ligne.split() for ligne in _TABLE.replace("\n", "|").split("|") if ligne]
REGIONS = {code: region for code, region, _, _ in _LIGNES}
_PREFECTURES = {code: (radians(float(lat)), radians(float(lon))) for code, _, lat, lon in _LIGNES}


def departement(code_commune: str) -> str:
    """The department of a commune, by their codes: `44`, `2A`, `974`."""
    return code_commune[:3] if code_commune.startswith("97") else code_commune[:2]


@lru_cache(16_384)
def distance_km(depart: str, arrivee: str) -> int:
    """Kilometres from one department to another, by their codes; none when one of them is not in the table."""
    if depart not in _PREFECTURES or arrivee not in _PREFECTURES:
        return 0
    (lat, lon), (lat2, lon2) = _PREFECTURES[depart], _PREFECTURES[arrivee]
    corde = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return round(2 * _RAYON_TERRE_KM * asin(sqrt(corde)))

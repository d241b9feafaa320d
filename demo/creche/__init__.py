"""A crèche that enrols children: an honest FranceConnect client, which knows the sandbox by its public URLs only."""

import warnings

from authlib.deprecate import AuthlibDeprecationWarning

# Authlib would rather have a fork of httpx, which it does not need to work.
warnings.filterwarnings("ignore", "The httpx module is deprecated", AuthlibDeprecationWarning)

from demo.creche.app import creer  # noqa: E402  the filter acts on what this imports

__all__ = ["creer"]

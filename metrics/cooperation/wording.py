"""What a view of the network says, in one or two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.cooperation.measures import measure
from metrics.cooperation.model import Network

if TYPE_CHECKING:
    from metrics.language import Translator


def sentence(t: Translator, shown: Network, whole: Network) -> str:
    """How many parties, projects and links are shown, of how many, and how they hang together."""
    said = [
        t(
            "Shown are {organisations}, {projects} and {links} between them.",
            organisations=t.plural("{n} organisation", "{n} organisations", len(shown.parties)),
            projects=t.plural("{n} project", "{n} projects", len(shown.projects)),
            links=t.plural("{n} link", "{n} links", len(shown.links)),
        )
    ]
    if len(shown.links) < len(whole.links):
        said.append(
            t("The whole network has {links}.", links=t.plural("{n} link", "{n} links", len(whole.links)))
        )
    if shown.links and len(shown.parties) > 1:
        said.append(_hanging_together(t, shown))
    return " ".join(said)


def _hanging_together(t: Translator, shown: Network) -> str:
    found = measure(shown)
    if found.components == 1:
        if not found.bridges:
            return t("All of them hang together, and no single organisation holds them so.")
        return t.plural(
            "All of them hang together; without {n} organisation they would fall apart.",
            "All of them hang together; without any of {n} organisations they would fall apart.",
            len(found.bridges),
        )
    return t.plural(
        "They form {n} separate group.", "They form {n} groups that no project joins.", found.components
    )

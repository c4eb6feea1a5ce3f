"""A network as files: tables of nodes and edges, GraphML for yEd and Gephi, GEXF for Gephi.

Every attribute is there for every node and edge, as text or a number: no empty marks, no NaN, no None.
Characters that XML cannot hold are left out.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from metrics.cooperation.layout import positions
from metrics.cooperation.network import FirmLink, firm_links

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from metrics.cooperation.model import Evidence, Network
    from metrics.model import Text

_WORDS = ("quotes", "paraphrase", "words", "own_words", "source", "address")
NODE_COLUMNS = [
    *("id", "type", "kind", "name_ru", "name_en", "description_ru", "description_en"),
    *("note_ru", "note_en", "inn"),
    *_WORDS,
]
EDGE_COLUMNS = [
    *("id", "relation", "organisation", "project", "role", "direction", "status", "date"),
    *("basis", "rule_ru", "rule_en"),
    *_WORDS,
]
FIRM_COLUMNS = ["one", "other", "directed", "projects", "links"]
# All that XML 1.0 does not allow, lone surrogates included.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def nodes_frame(network: Network) -> pd.DataFrame:
    """Organisations, places and projects, a row each; ids in lists are divided by spaces.

    `words` is verbatim, `own_words` a paraphrase; the two are never mixed.
    """
    rows = [
        {"id": o.id, "type": "organisation", "kind": o.kind, "inn": o.inn or ""}
        | _both("name", o.name)
        | _both("description", o.description)
        | _both("note", None)
        | _evidence(o.evidence)
        for o in network.organisations.values()
    ] + [
        {"id": p.id, "type": "project", "kind": "", "inn": ""}
        | _both("name", p.name)
        | _both("description", p.description)
        | _both("note", p.note)
        | _evidence(p.evidence)
        for p in network.projects.values()
    ]
    return _table(rows, NODE_COLUMNS)


def edges_frame(network: Network) -> pd.DataFrame:
    """Links and memberships, a row each, with their words and the address of the source.

    In a row whose `relation` is belonging, `project` holds the place or cluster.
    """
    rows = [
        {
            "id": link.id,
            "relation": "link",
            "organisation": link.organisation,
            "project": link.project,
            "role": link.role,
            "direction": link.direction,
            "status": link.status,
            "date": link.date.isoformat() if link.date else "",
            "basis": link.basis,
        }
        | _both("rule", link.rule)
        | _evidence(link.evidence)
        for link in network.links.values()
    ] + [
        dict.fromkeys(EDGE_COLUMNS, "")
        | {"id": f"{o.id}-in-{m.group}", "relation": "belonging", "organisation": o.id, "project": m.group}
        | {"basis": m.basis}
        | _both("rule", m.rule)
        | _evidence(m.evidence)
        for o in network.organisations.values()
        for m in o.member_of
    ]
    return _table(rows, EDGE_COLUMNS)


def firms_frame(network: Network) -> pd.DataFrame:
    """The derived firm-to-firm view, a row a pair."""
    return _table([_firm_row(link) for link in firm_links(network)], FIRM_COLUMNS)


def graphml(network: Network) -> bytes:
    """The network as GraphML, in UTF-8."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(attributed(network), out, encoding="utf-8", prettyprint=True)
    return out.getvalue()


def gexf(network: Network) -> bytes:
    """The network as GEXF 1.2, in UTF-8."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_gexf(attributed(network), out, encoding="utf-8", version="1.2draft")
    return out.getvalue()


def attributed(network: Network) -> nx.MultiDiGraph[str]:
    """The networkx graph behind the files: what gives points to what takes, places hold their members.

    Attributes are the columns of the tables; a node also has a label and its place x, y.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    places = positions(network)
    for values in _texts(nodes_frame(network)):
        name = values.pop("id")
        x, y = places.get(name, (0.0, 0.0))
        graph.add_node(name, label=values["name_ru"], x=float(x), y=float(y), **values)
    for values in _texts(edges_frame(network)):
        one, other = values.pop("organisation"), values.pop("project")
        if values["direction"] == "takes":
            one, other = other, one
        graph.add_edge(one, other, key=values["id"], **values)
    return graph


def _texts(frame: pd.DataFrame) -> list[dict[str, str]]:
    """The rows with every cell as text that XML can hold."""
    columns = {str(name): [xml_text(cell) for cell in frame[name]] for name in frame.columns}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def xml_text(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold; line ends become line feeds."""
    return _NOT_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _table(rows: list[dict[str, str]], columns: list[str]) -> pd.DataFrame:
    """A table of texts; lone surrogates, which no file in UTF-8 can hold, are left out."""
    import pandas as pd

    cells = {name: [row[name].encode("utf-8", "ignore").decode() for row in rows] for name in columns}
    return pd.DataFrame(cells, dtype="str")


def _both(name: str, text: Text | None) -> dict[str, str]:
    return {f"{name}_ru": text.ru if text else "", f"{name}_en": text.en if text else ""}


def _evidence(evidence: Evidence) -> dict[str, str]:
    sources = evidence.sources
    return {
        "quotes": " ".join(q.id for q in evidence.quotes),
        "paraphrase": evidence.paraphrase.id if evidence.paraphrase else "",
        "words": evidence.words,
        "own_words": evidence.paraphrase.text.ru if evidence.paraphrase else "",
        "source": " ".join(s.id for s in sources),
        "address": " ".join(s.url for s in sources if s.url),
    }


def _firm_row(link: FirmLink) -> dict[str, str]:
    return {
        "one": link.one,
        "other": link.other,
        "directed": "yes" if link.is_directed else "no",
        "projects": " ".join(link.projects),
        "links": " ".join(link.links),
    }

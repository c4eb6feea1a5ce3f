"""Cooperation: organisations, projects, the evidenced links between them, and what follows from these."""

from metrics.cooperation.layout import belonging, positions, rings
from metrics.cooperation.measures import GroupMeasures, Measures, measure, measure_group
from metrics.cooperation.model import Evidence, Link, Membership, Network, Organisation, Project
from metrics.cooperation.network import (
    FirmLink,
    busiest,
    crowded_projects,
    firm_links,
    graph,
    keep,
    neighbourhood,
)

__all__ = [
    "Evidence",
    "FirmLink",
    "GroupMeasures",
    "Link",
    "Measures",
    "Membership",
    "Network",
    "Organisation",
    "Project",
    "belonging",
    "busiest",
    "crowded_projects",
    "firm_links",
    "graph",
    "keep",
    "measure",
    "measure_group",
    "neighbourhood",
    "positions",
    "rings",
]

"""The form of an entry in organisations.yaml, projects.yaml and links.yaml."""

from __future__ import annotations

from pydantic import Field, model_validator

from metrics.cooperation.model import Flow, Kind, LinkBasis, Role, Status
from metrics.entries import Day, Entry, Name, Words


class Named(Entry):
    """What a source may name: in quotes, or in a paraphrase where the text is not ours to copy."""

    quotes: tuple[Name, ...] = Field(default=(), strict=False)
    paraphrase: Name | None = None


class Evidenced(Named):
    """A statement: it rests on quotes or on a paraphrase."""

    @model_validator(mode="after")
    def _rests_on_words(self) -> Evidenced:
        if bool(self.quotes) == (self.paraphrase is not None):
            raise ValueError("it rests on quotes or on a paraphrase: exactly one of them")
        return self


class Read(Evidenced):
    """A statement that is either the source's word or our reading of it, and then says how it was read."""

    basis: LinkBasis = "stated"
    rule: Words | None = None

    @model_validator(mode="after")
    def _reading_is_explained(self) -> Read:
        if (self.basis == "derived") != (self.rule is not None):
            raise ValueError("what is derived says in “rule” how it was read, and only what is derived")
        return self


class MembershipEntry(Read):
    """Where an organisation belongs."""

    group: Name


class OrganisationEntry(Named):
    """A party."""

    id: Name
    name: Words
    kind: Kind
    description: Words | None = None
    inn: str | None = None
    member_of: tuple[MembershipEntry, ...] = Field(default=(), strict=False)


class ProjectEntry(Named):
    """What is done together."""

    id: Name
    name: Words
    description: Words | None = None
    note: Words | None = None


class LinkEntry(Read):
    """One role of one organisation in one project."""

    id: Name
    organisation: Name
    project: Name
    role: Role
    direction: Flow
    status: Status = "not_stated"
    date: Day | None = None

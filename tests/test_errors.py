"""A refusal carries a sentence for people and what is needed to translate it."""

import copy
import pickle

import pytest

from metrics.errors import Refusal


def test_a_refusal_reads_as_its_sentence():
    refusal = Refusal("A logarithm of {value} does not exist.", value=0)
    assert str(refusal) == "A logarithm of 0 does not exist."
    assert (refusal.template, refusal.values) == ("A logarithm of {value} does not exist.", {"value": 0})


def test_a_refusal_is_a_value_error():
    with pytest.raises(ValueError, match="No baseline"):
        raise Refusal("No baseline is stated.")


@pytest.mark.parametrize("again", [copy.copy, lambda e: pickle.loads(pickle.dumps(e))])  # noqa: S301 - our own bytes
def test_a_refusal_survives_copies_and_process_borders(again):
    refusal = again(Refusal("{n} of {of}", n=2, of=5))
    assert (str(refusal), refusal.template, refusal.values) == ("2 of 5", "{n} of {of}", {"n": 2, "of": 5})


def test_a_sentence_without_its_values_is_a_fault_of_the_caller():
    with pytest.raises(KeyError):
        Refusal("{missing}")

"""Sets of measures and of words that several steps of linking ask for."""

from __future__ import annotations

INFECTIONS = frozenset({"confirmed_cases", "asymptomatic_infections", "suspected_cases"})
CONTACTS = frozenset({"close_contacts", "contacts_released", "contacts_under_observation"})
TESTS = "nucleic_acid_tests"
RISK = frozenset({"high_risk_areas", "medium_risk_areas"})
TYPES = frozenset({"mild", "moderate"})
KINDS = frozenset({*TYPES, "sex", "discovery", "negative", "sources", "kinds", "positives"})

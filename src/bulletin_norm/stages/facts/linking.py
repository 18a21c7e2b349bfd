"""From pieces to claims: what each count inherits from its bracket, its list, its sentence and its paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import structs

from bulletin_norm.knowledge.measures import Measure, Measures
from bulletin_norm.model import PlaceMention
from bulletin_norm.stages.facts.claims import Claim, claims_of
from bulletin_norm.stages.facts.pairing import Slot, pair
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.scope import Scope, is_report_of_a_stretch, set_dates
from bulletin_norm.stages.facts.tokens import Token
from bulletin_norm.stages.facts.within import Within

_INFECTIONS = frozenset({"confirmed_cases", "asymptomatic_infections", "suspected_cases"})
_CONTACTS = frozenset({"close_contacts", "contacts_released", "contacts_under_observation"})
_LEVELS = ("low_risk", "medium_risk", "high_risk")
_OWN_NATION = frozenset({"710000", "810000", "820000"})
_SHARED = frozenset({"current", "adjusted", "new", "reported"})
_UNSPLIT = frozenset({*_CONTACTS, "nucleic_acid_tests", "high_risk_areas", "medium_risk_areas"})
_ASYMPTOMATIC = frozenset({"asymptomatic_infections", "released_from_observation"})
_RISK = frozenset({"high_risk_areas", "medium_risk_areas"})
_ALWAYS_DROPPED = frozenset({"secondary_contacts", "general_contacts", "re_positive", "withdrawn", "notifications", "low_risk", "doses", "combined", "person", "intensive_care", "admissions", "backlog", "animals", "quarantined", "lowered"})
_KINDS = frozenset({"mild", "moderate", "sex", "discovery", "negative", "sources", "kinds", "positives"})


@dataclass(eq=False)
class Linker:
    """Links the claims of one section; `claims` collects them in the order of the text."""

    measures: Measures
    within: Within
    scope: Scope
    text: str = ""
    claims: list[Claim] = field(default_factory=list)
    paragraph: int = 0
    title: bool = False
    previous: Claim | None = None
    before_previous: Claim | None = None
    stated: list[str] = field(default_factory=list)
    part_open: Claim | None = None
    beside: Claim | None = None
    chain: list[Claim] = field(default_factory=list)
    turns: list[str] = field(default_factory=list)
    owner: Claim | None = None
    listed: Claim | None = None

    def sentence(self, pieces: list[Piece]) -> None:
        """Link one sentence: its pieces in order, each with the brackets below it."""
        self._animals(pieces)
        self.level(pieces, None)

    def _animals(self, pieces: list[Piece]) -> None:
        """Whether a sentence counts animals: what it counts without saying so is no human case."""
        self.scope.animals = any("animals" in piece.marks("drop") for piece in pieces)
        self.scope.positives = any("positives" in piece.marks("drop") for piece in pieces)

    def level(self, pieces: list[Piece], opener: Claim | None) -> None:
        """Link the pieces of one depth; `opener` is the claim whose bracket they are in."""
        slots = self._slots(pieces, opener)
        if opener is None:
            self._scene(slots)
            self.scope.statement = self._earlier_total(slots) or self.scope.statement
        pair(slots, self._left(slots, opener), self.within)
        statement = opener
        if opener is None and self.scope.statement is not None:
            statement = self.scope.statement
        last = opener
        for slot in slots:
            if slot.claim is None:
                last = self._loose(slot, statement, last, opener)
                continue
            self._open_list(slots, slot, last if opener is None else None)
            for claim in slot.claims:
                if claim.dropped == "echo":
                    self.claims.append(claim)
                    continue
                if slot.piece.before in ("semi", "stop", ""):
                    self.part_open = None
                stands = self._settle(claim, slot, statement, last, opener)
                if claim.part and claim.features and opener is None:
                    self.part_open = statement
                if stands:
                    statement = claim
                    if opener is None:
                        self.scope.statement = claim
                made = self._emit(claim, slot, self.owner if not stands else None)
                if claim.whole and stands_alone(claim) and not claim.dropped:
                    self._part_at(claim, claim.places, slot.piece)
                last = made
                chained = slot.piece.before in ("list", "join") and self.chain and self.chain[-1].features
                self.chain = [*self.chain, made] if chained else [made]
                self.beside = made if made.features and made.place_token is not None else None
            for group in slot.piece.groups:
                self._group(group, last)

    def _open_list(self, slots: list[Slot], slot: Slot, last: Claim | None) -> None:
        """See whether the list that starts here adds up to the part before it ("of which 9 local: 5 in A, 4 in B")."""
        plain = slot.claim is not None and not slot.claim.features and not slot.claim.origin and bool(slot.places)
        if not plain:
            self.listed = None
            return
        if self.listed is not None or last is None or last.place_token is not None or last.number is None or last.dropped:
            return
        added = 0
        for other in slots[slots.index(slot) :]:
            claim = other.claim
            if claim is None and other.used:
                continue
            if claim is None or claim.features or claim.origin or not other.places:
                break
            added += (claim.number or 0) * max(1, len(other.share))
        if added == last.number and last is not self.scope.statement:
            self.listed = last

    def _slots(self, pieces: list[Piece], opener: Claim | None) -> list[Slot]:
        slots, zero_open = [], False
        for piece in pieces:
            zero_open = zero_open and piece.before in ("list", "join", "comma")
            claims = claims_of(piece, zero_open)
            zero_open = bool(claims) and claims[-1].head.kind != "num"
            slots.append(Slot(piece, claims))
        self._respectively(slots)
        for one, two in zip(slots, slots[1:], strict=False):
            _share_after(one, two)
            self._echo(one, two)
        return slots

    def _echo(self, one: Slot, two: Slot) -> None:
        """ "326 cases. There were 326 cases of severe 11 cases": the first number is that of the sentence before."""
        first, second, before = one.claim, two.claim, self.previous
        if first is None or second is None or before is None or one.piece.after != "join" or two.piece.has("join"):
            return
        if first.number == before.number and first.features and not second.features and not second.places:
            if first.number is not None and second.number is not None and second.number < first.number:
                second.features, second.statuses = first.features, first.statuses | second.statuses
                first.dropped = "echo"

    def _respectively(self, slots: list[Slot]) -> None:
        """ "imported 6 and 11 respectively": the measures of the counts before, in their order."""
        bare = [slot for slot in slots if slot.claim is not None and not slot.claim.features]
        if any(slot.piece.has("respectively") for slot in slots) and len(bare) > 1:
            origins = {slot.claim.origin for slot in bare if slot.claim and slot.claim.origin}
            stated = bare[0].piece.has("respectively") or bare[-1].piece.has("respectively")
            if stated and len(origins) < 2 and not any(slot.piece.has("place") for slot in bare):
                origin = next((slot.claim.origin for slot in bare if slot.claim and slot.claim.origin), None)
                for index, slot in enumerate(bare):
                    slot.turn = (index, len(bare))
                    for claim in slot.claims:
                        claim.origin = claim.origin or origin

    def _left(self, slots: list[Slot], opener: Claim | None) -> int | None:
        """What the parts of this level should come to: the total, less the parts that it has already."""
        total = opener or self.scope.statement
        parts = [slot.claim for slot in slots if slot.claim is not None and slot.claim.places and not slot.claim.features]
        if opener is not None and parts:
            owners = [self._around(part, opener) for part in parts]
            total = max(owners, key=owners.count)
        if total is None or total.number is None:
            return None
        same = [claim for claim in self.claims if claim.parent is total and claim.measure == total.measure]
        known = [claim for claim in same if claim.place_token is not None and claim.origin == total.origin]
        return total.number - sum(claim.number or 0 for claim in known if not claim.dropped)

    def _scene(self, slots: list[Slot]) -> None:
        """Mark the place of a dateline ("Beijing, April 12 (Reporter ..."): it is no scene."""
        for one, two in zip(slots, slots[1:], strict=False):
            alone = [token.kind for token in one.piece.tokens] == ["place"]
            if alone and two.piece.tokens and two.piece.tokens[0].kind == "date" and two.claim is None:
                one.used = two.piece.tokens[0].value.kind in ("day", "stamp")

    def _earlier_total(self, slots: list[Slot]) -> Claim | None:
        """The count, further up, that a list without words of its own breaks down: the one that it adds up to."""
        parts = [slot.claim for slot in slots if slot.claim is not None]
        if len(parts) < 2 or any(part.features or part.statuses or part.number is None for part in parts):
            return None
        if sum(bool(part.places) for part in parts) < 2:
            return None
        added = sum((part.number or 0) * (len(part.places) if part.each else 1) for part in parts)
        parts = [part for part in parts if part.places]
        for claim in reversed(self.claims):
            fits = claim.number == added and not claim.dropped
            inside = sum(self.within.below(part.places[-1].value, claim.place) for part in parts)
            if fits and inside * 5 >= len(parts) * 4:
                return claim
        return None

    def _group(self, group: list[Piece], opener: Claim | None) -> None:
        if opener is None:
            return
        if not any(claims_of(piece, False) for piece in group):
            self._remark(group, opener)
            return
        self.level(group, opener)

    def _remark(self, group: list[Piece], opener: Claim) -> None:
        """A bracket without a number: "(Xi'an)", "(all imported)", "(mild)"."""
        for piece in group:
            if piece.has("decoy") or piece.has("num") or piece.marks("drop") - {"discovery"}:
                continue
            places = [token for token in piece.all("place") if token.value.role == "place"]
            origin = next(iter(piece.marks("origin") - {"unspecified"}), None)
            if places:
                self._part_at(opener, places, piece)
            elif origin and opener.origin in (None, "unspecified"):
                opener.origin = origin
                opener.evidence += [("origin", token.start, token.end) for token in piece.all("origin")]
            self._reclassified(opener, piece)

    def _reclassified(self, whole: Claim, piece: Piece) -> None:
        """ "4 in A (all reclassified from asymptomatic)": the whole count is another measure as well."""
        measure = self.measures.of(piece.marks("feature"))
        if measure is not None and measure.id == "conversions" and whole.measure != measure.id and piece.has("all"):
            evidence = [("measure", token.start, token.end) for token in piece.all("feature")]
            self._append(whole.copy(measure=measure.id, parent=whole, evidence=[*whole.evidence, *evidence]))

    def _part_at(self, whole: Claim, places: list[Token], piece: Piece) -> None:
        """The whole count is at this place, or at each of these places an equal share that the text states."""
        inner = [token for token in places if self.within.below(token.value, whole.place)]
        if not inner or whole.number is None:
            return
        if len(inner) > 1:
            if whole.number != len(inner) or not piece.has("place"):
                return
            for token in inner:
                self._append(whole.copy(number=1, parent=whole, place=token.value, place_token=token))
            return
        self._append(whole.copy(parent=whole, place=inner[-1].value, place_token=inner[-1]))

    def _append(self, claim: Claim) -> None:
        token = claim.place_token
        if token is not None:
            claim.evidence = [item for item in claim.evidence if item[0] != "place"]
            claim.evidence.append(("place", token.start, token.end))
        self.claims.append(claim)

    def _loose(self, slot: Slot, statement: Claim | None, last: Claim | None, opener: Claim | None) -> Claim | None:
        """A piece without a count: a remark on the one before it, or the scene of those after it."""
        piece = slot.piece
        places = [token for token in slot.places if token.value.role in ("place", "issuer")]
        if last is not None and piece.before in ("comma", "list", "") and (piece.has("all") or slot.trailing):
            inner = [token for token in places if token.value.role == "place"]
            origins = piece.marks("origin") - {"unspecified"}
            if inner:
                for claim in self.chain if piece.has("all") and last in self.chain else [last]:
                    self._part_at(claim, inner, piece)
            elif origins and last.origin in (None, "unspecified") and last.head.kind == "num":
                last.origin = origins.pop()
                last.evidence += [("origin", token.start, token.end) for token in piece.all("origin")]
            self._reclassified(last, piece)
            for group in piece.groups:
                self._group(group, self.claims[-1] if inner else last)
            return self.claims[-1] if inner and self.claims else last
        if opener is None and places and not slot.used:
            self.scope.sentence_topic = places[-1].value
            if self.scope.statement is None:
                self.scope.topic = self.scope.topic or places[-1].value
        diseases = [token.value for token in piece.all("disease") if token.value != self.scope.main_disease]
        if opener is None and len(diseases) == 1:
            self.scope.disease = diseases[0]
        if opener is None and piece.has("of_total") and len(piece.marks("origin")) == 1:
            self.scope.scene_origin = next(iter(piece.marks("origin")))
        if opener is None:
            self.scope.status = next(iter(piece.marks("status") & {"cumulative", "current"}), self.scope.status)
        if piece.has("feature") and piece.marks("feature") & {"hospital", "observation"}:
            self.scope.status = "current"
            self.scope.origin = next(iter(piece.marks("origin")), self.scope.origin)
        for group in piece.groups:
            if last is not None and any(claims_of(sub, False) for sub in group):
                self._group(group, last)
        return last

    def _settle(self, claim: Claim, slot: Slot, statement: Claim | None, last: Claim | None, opener: Claim | None) -> bool:
        """Decide what is counted, in which status and origin; True where the claim opens a list of its own."""
        claim.paragraph, claim.title = self.paragraph, self.title
        measure = self._measure(claim, slot, statement, opener)
        owner = self.owner = self._owner(claim, measure, statement, last, opener)
        if owner is not None and claim.origin and claim.origin == owner.origin and measure is None and not claim.places:
            small = claim.number is not None and owner.number is not None and claim.number < owner.number
            if small and not claim.statuses & {"new", "current", "cumulative"}:
                claim.drops = {*claim.drops, "sources"}
        if self._is_dropped(claim, measure, owner):
            return False
        self._disease(claim, owner)
        if measure is not None and owner is None and self.part_open is not None and not claim.statuses & {"new", "current", "cumulative"}:
            owner = self.owner = self.part_open if claim.features <= self.part_open.features or claim.drops else None
        if owner is not None and measure is not None and claim.features < owner.features:
            measure = None
        stands = measure is not None and opener is None and owner is None
        bare = claim.piece.bare and not (claim.statuses or claim.origin or claim.places)
        again = claim.restated or bare or (measure is not None and measure.id in _RISK and not claim.statuses)
        if again and opener is None and self._restate(claim, measure):
            return True
        if measure is None and owner is None:
            measure = self._default_measure(claim)
            stands = measure is not None
            if measure is None:
                claim.dropped = "unattached"
                return False
        if measure is None and owner is not None:
            claim.measure = owner.measure
            other = claim.disease is not None and claim.disease != owner.disease
            if not claim.places and not claim.origin and not other and not claim.statuses & {"new", "current", "cumulative"}:
                claim.dropped = "" if claim.number == owner.number else "unplaced"
                if claim.dropped and not self._at_facility(claim, owner):
                    return False
            if claim.origin and not claim.places and opener is None and not claim.part and claim.statuses & {"new", "current", "cumulative"}:
                stands = True
        elif measure is not None:
            claim.measure = self._converted(claim, measure, owner).id
        self._status(claim, owner, stands)
        self._origin(claim, owner, stands, slot)
        self._place(claim, owner, slot)
        if owner is not None and not stands and not claim.dates:
            claim.first, claim.last = owner.first, owner.last
            if claim.status != owner.status:
                set_dates(claim, self.scope)
            else:
                claim.evidence += [item for item in owner.evidence if item[0] == "date"]
        else:
            set_dates(claim, self.scope)
        if stands:
            self._drop_echo(claim)
            self.stated.append(claim.measure or "")
            self.before_previous, self.previous = self.previous, claim
            if "elsewhere" in claim.drops:
                claim.dropped = "elsewhere"
            if "regions" in claim.drops or (len(slot.places) > 1 and not slot.share and not claim.each):
                claim.dropped = "several_places"
        return stands

    def _restate(self, claim: Claim, measure: Measure | None) -> bool:
        """Take everything from the count that this one names again; False where there is none."""
        for before in reversed(self.claims):
            same = before.number == claim.number and not before.dropped
            if same and (measure is None or before.measure == measure.id) and claim.origin in (None, before.origin):
                for name in ("measure", "status", "origin", "first", "last", "place", "place_token"):
                    setattr(claim, name, getattr(before, name))
                return True
        return False

    def _measure(self, claim: Claim, slot: Slot, statement: Claim | None, opener: Claim | None) -> Measure | None:
        """What is counted by the claim's own words; None where it takes that from its list."""
        measure = self.measures.of(claim.features)
        if claim.same_day and {"confirmed", "asymptomatic"} <= claim.features:
            return self.measures["conversions"]
        if measure is not None and measure.id in _RISK:
            return self._risk_measure(claim)
        beside = self.chain[-1] if self.chain and claim.piece.before in ("list", "join") else None
        if measure is not None and measure.id == "released_from_observation" and not claim.features & {"asymptomatic"}:
            if beside is not None and "confirmed" in beside.features | beside.of_these:
                return self.measures["recoveries"]
        if measure is None and "observation" in claim.features:
            contacts = self.previous is not None and self.previous.measure in _CONTACTS
            return self.measures["contacts_under_observation" if contacts else "asymptomatic_infections"]
        if measure is None and slot.turn is not None:
            index, count = slot.turn
            if index == 0:
                self.turns = self.stated[-count:]
            return self.measures[self.turns[index]] if index < len(self.turns) else None
        if measure is None and claim.diseases and claim.case and statement is not None and statement.measure == "deaths":
            return self.measures["confirmed_cases"]
        if measure is None and opener is None and claim.unit and not claim.places and not claim.part:
            own = claim.statuses & {"current", "cumulative"}
            other = statement is not None and statement.measure not in _INFECTIONS
            if own and other and statement is not None and (statement.status not in own or "reported" in claim.statuses):
                return self.measures["confirmed_cases"]
        if measure is not None and measure.id == "severe_cases" and self._severe_again(claim, opener):
            return self.measures["critical_cases"]
        return measure

    def _risk_measure(self, claim: Claim) -> Measure | None:
        """The level that areas come to; lowering one makes no count of a higher one."""
        found = [token.value for token in claim.piece.tokens if token.kind in ("feature", "drop") and token.value in _LEVELS]
        if "adjusted" in claim.piece.marks("status") or claim.piece.marks("status") & {"new"} or len(found) == 1:
            if len(found) > 1 and _LEVELS.index(found[-1]) < _LEVELS.index(found[0]):
                claim.drops = {*claim.drops, "lowered"}
            if found[-1] == "low_risk":
                return None
            if "adjusted" in claim.statuses:
                claim.statuses = {*claim.statuses, "new"}
            return self.measures[f"{found[-1]}_areas"]
        return self.measures.of(claim.features)

    def _severe_again(self, claim: Claim, opener: Claim | None) -> bool:
        """Whether "severe" stands twice in one bracket or sentence: "2317 severe cases, 744 severe cases"."""
        before = self.claims[-1] if self.claims else None
        twice = (
            before is not None
            and before.measure == "severe_cases"
            and "severe" in before.features
            and before.parent is opener
            and claim.piece.before in ("comma", "list", "join")
            and not claim.places
            and not claim.statuses & {"new"}
            and before.paragraph == self.paragraph
        )
        if twice and before is not None:
            claim.doubt = "stands as severe a second time and is read as critical, in the usual order; the two may be swapped"
        return twice

    def _owner(self, claim: Claim, measure: Measure | None, statement: Claim | None, last: Claim | None, opener: Claim | None) -> Claim | None:
        if opener is not None:
            if claim.part and measure is not None and last is not None and not last.dropped:
                return opener if self._is_dealt(opener) else self._holding(claim, last)
            return self._around(claim, opener)
        if measure is None and self.listed is not None and claim.places and not claim.origin:
            return self.listed
        if measure is None:
            return statement
        if claim.part and last is not None and last.dropped == "animals":
            claim.drops = {*claim.drops, "animals"}
        if claim.part and last is not None:
            if last.dropped in _KINDS:
                return statement
            return self._holding(claim, last) if not last.dropped else None
        return None

    def _is_dealt(self, whole: Claim) -> bool:
        """Whether local and imported counts make up this one: what follows "of which" is of the whole then."""
        parts = [claim for claim in self.claims if claim.parent is whole and claim.origin in ("local", "imported")]
        return len(parts) == 2 and whole.origin == "unspecified" and sum(part.number or 0 for part in parts) == whole.number

    def _around(self, claim: Claim, opener: Claim) -> Claim:
        """The claim whose bracket this really is: one that was never closed still holds the list around it."""
        places = [token.value for token in claim.places if token.value.role == "place" and token.value.adcode]
        while places and opener.parent is not None and opener.place_token is not None:
            if any(self.within.below(place, opener.place) or self.within.same(place, opener.place) for place in places):
                break
            opener = opener.parent
        return opener

    def _holding(self, part: Claim, whole: Claim) -> Claim:
        """The nearest claim above that is large enough to hold this part."""
        while part.number is not None and whole.parent is not None and (whole.number or 0) < part.number:
            whole = whole.parent
        return whole

    def _is_dropped(self, claim: Claim, measure: Measure | None, owner: Claim | None) -> bool:
        always = claim.drops & _ALWAYS_DROPPED
        if self.scope.animals and "confirmed" not in claim.features:
            always = {"animals"}
        kind = claim.drops & _KINDS
        if always and not (measure is not None and "medium" in measure.id):
            claim.dropped = sorted(always)[0]
        elif claim.features & {"medium_high_risk", "severe_or_critical"} and measure is None:
            claim.dropped = sorted(claim.features)[0]
        elif "discovery" in kind and (claim.part or self.part_open is not None):
            claim.dropped = "discovery"
        elif self.scope.positives and claim.person and not claim.case and measure is not None and measure.id in _CONTACTS:
            claim.dropped = "positives"
        elif "positives" in kind and measure is not None and measure.id not in _INFECTIONS:
            claim.dropped = "positives"
        elif kind and (measure is None or (measure.id == "confirmed_cases" and owner is not None and (claim.part or owner.measure == "confirmed_cases"))):
            claim.dropped = sorted(kind)[0]
        elif owner is not None and owner.dropped not in ("", "several_places", "elsewhere") and measure is None:
            claim.dropped = owner.dropped
        return bool(claim.dropped)

    def _default_measure(self, claim: Claim) -> Measure | None:
        if claim.case and (claim.statuses & {"new", "current", "cumulative", "reported"} or claim.origin):
            return self.measures["confirmed_cases"]
        return None

    def _converted(self, claim: Claim, measure: Measure, owner: Claim | None) -> Measure:
        """Asymptomatic as a part of confirmed, or "N confirmed cases on the same day" after asymptomatic: reclassified."""
        part = owner is not None and owner.measure == "confirmed_cases" and measure.id == "asymptomatic_infections"
        if part and not claim.statuses & {"new", "current"}:
            return self.measures["conversions"]
        topic = self.scope.paragraph_topic_measure
        if measure.id == "confirmed_cases" and claim.same_day and topic in _ASYMPTOMATIC:
            return self.measures["conversions"]
        return measure

    def _disease(self, claim: Claim, owner: Claim | None) -> None:
        """The disease that is counted, where it is not the bulletin's."""
        named = [disease for disease in claim.diseases if disease != self.scope.main_disease]
        if named:
            claim.disease = named[-1]
        elif owner is not None:
            claim.disease = self.scope.disease or owner.disease
        else:
            claim.disease = self.scope.disease

    def _at_facility(self, claim: Claim, owner: Claim) -> bool:
        """A prison or a port that is counted by itself, in a list of divisions: a locality of the place above."""
        tokens = claim.piece.all("facility")
        if not tokens or owner.place is None:
            return False
        after = tokens[-1].start > claim.head.end
        start, end = (claim.head.end, tokens[-1].end) if after else (claim.piece.start, claim.head.start)
        words = self.text[start:end]
        name = (words[words.find(" in ") + 4 :] if " in " in words else words).strip(" ,、，")
        at = start + words.find(name)
        claim.dropped = ""
        claim.place = structs.replace(owner.place, start=at, end=at + len(name), surface=name, locality=name)
        claim.place_token = Token("place", at, at + len(name), claim.place)
        return True

    def _status(self, claim: Claim, owner: Claim | None, stands: bool) -> None:
        scope = self.scope
        status = self._own_status(claim)
        if status is None and owner is not None and not stands:
            status = owner.status
        lying = claim.features & {"observation", "hospital"} and not claim.features & {"released"}
        if status is None and lying and not claim.drops & {"discovery"}:
            status = "current"
        if status is None and stands and claim.piece.before in ("join", "list") and self.chain and self.chain[-1].features:
            status = self.chain[-1].status
        if status is None and claim.measure in _RISK:
            status = "current" if claim.statuses & {"present", "reported"} else scope.status or scope.risk_status
        if status is None and claim.measure in ("close_contacts", "nucleic_acid_tests"):
            reported = "reported" in claim.statuses and any(mention.kind == "day" for mention in claim.dates)
            status = "new" if reported else "cumulative"
        if status is None:
            status = self._running_status(claim)
        if self._of_a_stretch() and status != "new" and not (status == "current" and self._own_status(claim)):
            status = "new"
        measure = self.measures[claim.measure or "confirmed_cases"]
        if measure.id == "close_contacts" and status == "current" and "traced" not in claim.features and "current" in claim.statuses:
            measure = self.measures["contacts_under_observation"]
            claim.measure = measure.id
        if measure.id in _RISK and owner is None and status == "cumulative":
            status = "current"
        claim.status = status if status in measure.statuses else measure.statuses[0]
        if stands:
            explicit = self._own_status(claim)
            scope.status = explicit or scope.status or claim.status
            scope.paragraph_status = explicit or scope.paragraph_status or claim.status
            scope.paragraph_topic_measure = scope.paragraph_topic_measure or claim.measure
        if claim.measure in _RISK and claim.status == "new":
            scope.risk_status = "new"

    def _of_a_stretch(self) -> bool:
        """Whether the counts are those of a whole month or week, in which "a total of" adds up what was new."""
        period = self.scope.of_kind("period") or self.scope.period
        standing = self.scope.of_kind("as_of", "since", "now")
        dates = self.scope.paragraph_dates
        longer = any(mention.kind == "period" and not is_report_of_a_stretch(mention) for mention in dates)
        return period is not None and standing is None and not longer and is_report_of_a_stretch(period)

    def _own_status(self, claim: Claim) -> str | None:
        for status in ("new", "current", "cumulative"):
            if status in claim.statuses:
                if status == "new" and "cumulative" in claim.statuses and claim.measure not in _INFECTIONS:
                    continue
                return status
        return "new" if claim.same_day else None

    def _running_status(self, claim: Claim) -> str:
        scope = self.scope
        as_of = scope.of_kind("as_of", "since", "now") is not None and scope.of_kind("period") is None
        if any(mention.kind == "now" for mention in claim.dates) and "present" not in claim.statuses:
            return "cumulative"
        if any(mention.kind in ("as_of", "now", "since") for mention in claim.dates):
            return self.measures[claim.measure or "confirmed_cases"].statuses[0]
        if "reported" in claim.statuses and as_of:
            return "cumulative"
        if scope.status is not None:
            present = "present" in claim.statuses and scope.status == "cumulative"
            return "current" if present else scope.status
        if scope.of_kind("now") and not scope.of_kind("as_of", "since") and "present" not in claim.statuses:
            return "cumulative"
        if as_of:
            measure = self.measures[claim.measure or "confirmed_cases"]
            return "cumulative" if scope.of_kind("since") else measure.statuses[0]
        if scope.default_status is not None:
            return scope.default_status
        if scope.of_kind("period", "day") is not None:
            return "new"
        if scope.paragraph_status is not None:
            present = "present" in claim.statuses and scope.paragraph_status == "cumulative" and claim.head.kind == "num"
            return "current" if present else scope.paragraph_status
        return "new"

    def _origin(self, claim: Claim, owner: Claim | None, stands: bool, slot: Slot) -> None:
        scope = self.scope
        if claim.origin is None and owner is not None and not stands:
            claim.origin = owner.origin
            claim.evidence += [item for item in owner.evidence if item[0] == "origin"]
        elif claim.origin is None:
            claim.origin = self._carried_origin(claim)
        else:
            claim.evidence += [("origin", token.start, token.end) for token in claim.piece.all("origin")]
        if stands:
            said = claim.origin if claim.piece.has("origin") else None
            if said:
                scope.paragraph_origins.add(said if claim.status != "new" else "")
                scope.origin = said
            elif claim.piece.before in ("semi", "stop") or claim.status == "new":
                scope.origin = claim.origin
        claim.origin = claim.origin or scope.scene_origin or scope.heading_origin or "unspecified"
        if claim.measure in _UNSPLIT:
            claim.origin = "unspecified"

    def _carried_origin(self, claim: Claim) -> str | None:
        scope = self.scope
        if claim.status == "new":
            same_kind = claim.measure in _INFECTIONS and scope.statement is not None and scope.statement.measure in _INFECTIONS
            coordinated = claim.piece.before in ("join", "list", "comma")
            if same_kind and coordinated and not claim.statuses & {"new"}:
                return scope.origin
            return None
        if scope.origin is not None:
            return scope.origin
        if len(scope.paragraph_origins) == 1 and "" not in scope.paragraph_origins and scope.of_kind("as_of", "since", "period") is None:
            return next(iter(scope.paragraph_origins))
        return None

    def _place(self, claim: Claim, owner: Claim | None, slot: Slot) -> None:
        scope = self.scope
        token = self._nearest(claim)
        if claim.whole and stands_alone(claim):
            token = None
        if claim.place_token is not None and claim.place is not None and claim.place.locality and token is None:
            return
        if token is None and claim.piece.has("nation") and scope.issuer is not None and scope.issuer.adcode not in _OWN_NATION:
            claim.place = scope.sentence_topic = issuer_mention("100000", "中国", "China", 0)
            return
        if "elsewhere" in claim.drops:
            claim.place = scope.issuer
        elif token is not None:
            claim.place, claim.place_token = token.value, token
            if owner is None:
                scope.sentence_topic = token.value
                if scope.statement is None and token.value.role == "place":
                    scope.topic = scope.topic or token.value
        elif claim.features and claim.piece.before in ("list", "join") and self.beside is not None:
            claim.place = self.beside.place
            claim.evidence += [item for item in self.beside.evidence if item[0] == "place"]
        elif owner is not None and owner.place is not None:
            claim.place = owner.place
            claim.evidence += [item for item in owner.evidence if item[0] == "place"]
        else:
            claim.place = scope.sentence_topic or scope.topic or scope.issuer

    def _nearest(self, claim: Claim) -> Token | None:
        named = [token for token in claim.places if token.value.role == "place"] or claim.places
        if not named:
            return None
        head = claim.head
        named = [token for token in named if not _takes_in(token, named)] or named
        lowest = max(token.value.level for token in named)
        named = [token for token in named if token.value.level == lowest or lowest == 0] or named
        return min(named, key=lambda token: min(abs(token.start - head.end), abs(head.start - token.end)))

    def _drop_echo(self, claim: Claim) -> None:
        """ "254 cases were cured and 254 deaths, 5 deaths": the number before came over to the first of the two."""
        echo = self.previous
        before = self.before_previous
        if echo is None or before is None or echo.paragraph != claim.paragraph or echo.places:
            return
        same = (echo.measure, echo.status, echo.origin) == (claim.measure, claim.status, claim.origin)
        if same and echo.number == before.number != claim.number and echo.measure != before.measure:
            echo.dropped = "echo"

    def _several(self, claim: Claim, slot: Slot) -> None:
        """One count for several places that nothing deals out: one each where the numbers say so, else no fact."""
        places = [token for token in slot.places if token.value.role == "place"]
        dealt = claim.piece.has("rest") or claim.piece.has("respectively")
        if claim.number == len(places) and dealt and not claim.each:
            for token in places:
                self._append(claim.copy(number=1, place=token.value, place_token=token))
            return
        claim.dropped = "shared" if claim.piece.has("rest") else "unshared"
        self.claims.append(claim)

    def _emit(self, claim: Claim, slot: Slot, owner: Claim | None) -> Claim:
        """Put the claim on the list: once, or once for each of its places."""
        if claim.dropped:
            self.claims.append(claim)
            return claim
        claim.evidence += [("measure", token.start, token.end) for token in claim.piece.all("feature")]
        claim.evidence += [("status", token.start, token.end) for token in claim.piece.all("status")]
        claim.parent = owner
        if len(slot.places) > 1 and not slot.share and owner is not None and not claim.features:
            self._several(claim, slot)
            return claim
        if slot.share:
            for token in slot.share:
                self._append(claim.copy(place=token.value, place_token=token))
            return self.claims[-1]
        self._append(claim)
        return claim


def _share_after(one: Slot, two: Slot) -> None:
    """What stands after the second of two joined counts governs both: "9 confirmed cases and 6 infections imported"."""
    if two.piece.before not in ("join", "list") or one.claim is None or two.claim is None or two.claim.head.kind != "num":
        return
    first, second = one.claim, two.claim
    if not first.features and first.case and not any(t.value.role == "place" for t in first.places) and second.features & {"died"} and not second.part:
        first.features = frozenset({"confirmed"})
    if not first.features or not second.features:
        return
    last_feature = max(token.end for token in two.piece.all("feature"))
    after = [token for token in two.piece.tokens if token.start >= last_feature]
    origins = [token.value for token in after if token.kind == "origin"]
    if origins and first.origin is None:
        first.origin = origins[-1]
    if not first.statuses & {"new", "current", "cumulative"}:
        first.statuses = first.statuses | {token.value for token in after if token.kind == "status"} & _SHARED
        if "hospital" in second.features and not first.statuses & {"new"}:
            first.statuses = {*first.statuses, "current"}
    places = [token for token in after if token.kind == "place" and token.value.role != "source"]
    if places and not first.places:
        first.places = places
        one.shared = places
    first.drops |= second.drops & {"discovery"}


def stands_alone(claim: Claim) -> bool:
    """Whether "all in A" follows the count in its own piece: the count is that of the whole, and A has all of it."""
    after = [token for token in claim.piece.tokens if token.kind == "all" and token.start >= claim.head.end]
    return bool(after) and bool(claim.features) and any(token.start > after[0].start for token in claim.places)


def _takes_in(zone: Token, named: list[Token]) -> bool:
    """Whether a zone is only mentioned with the division that it is counted in: "Xinjiang (including the ... Corps)"."""
    place = zone.value
    if place.locality is None:
        return False
    return any(
        other is not zone and other.value.locality is None and other.value.adcode == place.adcode and abs(zone.start - other.end) > 2
        for other in named
    )


def issuer_mention(adcode: str, name: str, name_en: str, level: int) -> PlaceMention:
    """The issuer as a place that no words name."""
    return PlaceMention(0, 0, "", adcode, name, name_en, level, role="issuer")

package rt

import "sync"

// What a zone makes of civil times, by a rule for those that it repeats and those that it skips (SEMANTICS.md#time).
//
// Knows zones as tables, no nulls and no operator. Around each change of the offset lies a stretch of civil time that
// is shown twice, where the clock is put back, or never, where it is put on. No two of these stretches touch in any
// zone.

// CivilZone is the instants of a zone's civil times, both in microseconds.
type CivilZone struct {
	starts stretches // begin at civil times
	pieces []civilPiece
}

// civilPiece is what becomes of the civil times of one stretch.
type civilPiece struct {
	value int64
	kind  pieceKind
}

type pieceKind uint8

const (
	pieceShifted pieceKind = iota // the value is the offset from UTC
	pieceFixed                    // the value is the instant of all of them
	pieceNull
)

// Instant is the instant of one civil time; null where the rule says so.
func (z *CivilZone) Instant(civil int64) Opt[int64] {
	piece := &z.pieces[z.starts.at(civil)]
	switch piece.kind {
	case pieceFixed:
		return Some(piece.value)
	case pieceNull:
		return Opt[int64]{}
	}
	return Some(civil - piece.value)
}

// CivilZoneOf is the zone of this name or offset under a rule.
//
// ambiguous says which instant a repeated civil time is: earlier, later or null. missing says what becomes of a
// skipped one: later (moved on by the length of the gap, as if the clock had not been put on yet), earlier (moved back
// by it), shift_forward (the moment of the change) or null.
func CivilZoneOf(name, ambiguous, missing string) *CivilZone {
	key := [3]string{name, ambiguous, missing}
	zone, ok := civilZones.Load(key)
	if !ok {
		zone, _ = civilZones.LoadOrStore(key, civilZone(zoneNamed(name), ambiguous, missing))
	}
	return zone.(*CivilZone)
}

// civilZones are those that were asked for, by name and rule.
var civilZones sync.Map

func civilZone(zone *Zone, ambiguous, missing string) *CivilZone {
	var starts []int64
	pieces := []civilPiece{{value: zone.offsets[0]}}
	add := func(start int64, piece civilPiece) { // pieces that are alike are one
		if piece != pieces[len(pieces)-1] {
			starts, pieces = append(starts, start), append(pieces, piece)
		}
	}
	// Civil time falls into pieces, by turns the plain times of an offset and the stretch around its change.
	for i, start := range zone.starts.starts {
		before, after := zone.offsets[i], zone.offsets[i+1]
		around, rule := civilPiece{value: before}, ambiguous
		if after > before {
			rule = missing
		}
		switch {
		case rule == "null":
			around = civilPiece{kind: pieceNull}
		case rule == "shift_forward":
			around = civilPiece{start, pieceFixed}
		case rule == "later" && after < before || rule == "earlier" && after > before:
			around.value = after
		}
		add(start+min(before, after), around)
		add(start+max(before, after), civilPiece{value: after})
	}
	return &CivilZone{newStretches(starts), pieces}
}

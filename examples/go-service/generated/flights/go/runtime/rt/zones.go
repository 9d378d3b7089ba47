package rt

import (
	"cmp"
	"crypto/sha256"
	_ "embed" // the tables are part of the program
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Time zones from the vendored data, as tables of instants and offsets. Knows no operator, never asks the system.
//
// data/zones.txt has the changes that tzdata lists; the yearly rule after the last of them is expanded to 9999 here,
// when a zone is first asked for.

const (
	secondsPerDay = 86_400
	lastYear      = 9999
)

//go:embed data/zones.txt
var zonesText string

// Zone is what a zone makes of instants; names that mean the same share one Zone.
type Zone struct {
	starts  stretches // begin at microseconds since 1970
	offsets []int64   // of each stretch, in microseconds, east positive
}

// offset is the offset at an instant.
func (z *Zone) offset(t int64) int64 {
	return z.offsets[z.starts.at(t)]
}

// IsZone is whether there is a zone of this name: one of tzdata, or an offset from -23:59 to +23:59.
func IsZone(name string) bool {
	_, ok := zoneLine(name)
	return ok
}

// zoneNamed is the zone of this name, or with this offset at all times. The compiler has seen to it that there is one.
func zoneNamed(name string) *Zone {
	line, ok := zoneLine(name)
	if !ok {
		panic(fmt.Sprintf("tzdata %s has no time zone %q", TzdataVersion, name))
	}
	zone, ok := zones.Load(line)
	if !ok {
		zone, _ = zones.LoadOrStore(line, zoneOf(line))
	}
	return zone.(*Zone)
}

// zones are those that were asked for, by their lines.
var zones sync.Map

// zoneLines is each name's line without the names.
var zoneLines = sync.OnceValue(func() map[string]string {
	mustBePinned("zones.txt", zonesText, TzdataSHA256)
	lines := map[string]string{}
	_, text, _ := strings.Cut(zonesText, "\n") // the first line is a remark
	for line := range strings.Lines(text) {
		names, content, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		for name := range strings.SplitSeq(names, " ") {
			lines[name] = content
		}
	}
	return lines
})

// mustBePinned panics where data is not what this runtime came with: then nothing it says could be trusted.
func mustBePinned(name, data, digest string) {
	sum := sha256.Sum256([]byte(data))
	if hex.EncodeToString(sum[:]) != digest {
		panic("rt/data/" + name + " is not the file that featc.dev/runtime came with: restore it")
	}
}

func zoneLine(name string) (line string, ok bool) {
	if seconds, fixed := fixedOffset(name); fixed {
		return strconv.Itoa(seconds) + "\t\t-", true
	}
	line, ok = zoneLines()[name]
	return line, ok
}

// fixedOffset is the seconds of an offset like +05:30.
func fixedOffset(name string) (seconds int, ok bool) {
	if len(name) != 6 || name[0] != '+' && name[0] != '-' || name[3] != ':' {
		return 0, false
	}
	hours, minutes := digitPair(name, 1), digitPair(name, 4)
	if hours < 0 || hours > 23 || minutes < 0 || minutes > 59 {
		return 0, false
	}
	seconds = int(hours*3600 + minutes*60)
	if name[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}

// zoneOf reads a line: the first offset, the changes, the rule that holds after them.
func zoneOf(line string) *Zone {
	parts := strings.Split(line, "\t")
	var changes []change
	for pair := range strings.FieldsSeq(parts[1]) {
		start, offset, _ := strings.Cut(pair, ":")
		changes = append(changes, change{numberIn(start), numberIn(offset)})
	}
	if parts[2] != "-" {
		changes = append(changes, ruleChanges(parts[2], changes[len(changes)-1].start)...)
	}
	last := numberIn(parts[0])
	starts := make([]int64, 0, len(changes))
	offsets := append(make([]int64, 0, len(changes)+1), last*perSecond)
	for _, c := range changes {
		if c.offset != last {
			last = c.offset
			starts = append(starts, c.start*perSecond)
			offsets = append(offsets, last*perSecond)
		}
	}
	return &Zone{newStretches(starts), offsets}
}

// change is an offset and the instant from which on it holds, in seconds.
type change struct {
	start, offset int64
}

// ruleChanges is the changes of a yearly rule later than an instant, to the end of 9999.
func ruleChanges(rule string, after int64) []change {
	words := strings.Fields(rule)
	standard, summer := numberIn(words[0]), numberIn(words[1])
	start, end := yearlyMoment(words[2]), yearlyMoment(words[3])
	changes := make([]change, 0, 2*(lastYear-1900))
	for year := 1970 + after/(366*secondsPerDay) - 1; year <= lastYear; year++ { // from one that is early enough on
		// A change is written in the local time that it ends.
		changes = append(changes, change{start(year) - standard, summer}, change{end(year) - summer, standard})
	}
	slices.SortStableFunc(changes, func(a, b change) int { return cmp.Compare(a.start, b.start) })
	first, _ := slices.BinarySearchFunc(changes, after+1, func(c change, t int64) int { return cmp.Compare(c.start, t) })
	return changes[first:]
}

// yearlyMoment is the local seconds of month.week.weekday/time in a year: week 5 is the last, weekday 0 is Sunday.
func yearlyMoment(text string) func(year int64) int64 {
	date, time, _ := strings.Cut(text, "/")
	words := strings.Split(date, ".")
	month, week, day, seconds := numberIn(words[0]), numberIn(words[1]), numberIn(words[2]), numberIn(time)
	return func(year int64) int64 {
		first := dayOf(year, month, 1)
		into := (day-(weekday(first)+1)%7+7)%7 + (week-1)*7
		if into >= monthLength(year, month) {
			into -= 7
		}
		return (first+into)*secondsPerDay + seconds
	}
}

// numberIn is an integer of the data.
func numberIn(text string) int64 {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic("zones.txt: " + err.Error())
	}
	return number
}

// stretches are parts of time, one behind the other: the first has no start, each of the others begins at one.
type stretches struct {
	starts []int64  // ascending
	first  []uint16 // of each shelf of time, how many starts lie before it
}

// shelf is how many bits of a time do not choose its shelf: half a year, so that few starts lie on one.
const shelf = 44

func newStretches(starts []int64) stretches {
	if len(starts) == 0 {
		return stretches{}
	}
	first := make([]uint16, (TimeMax-TimeMin)>>shelf+1)
	place := 0
	for i := range first {
		for place < len(starts) && starts[place] < int64(i)<<shelf+TimeMin {
			place++
		}
		first[i] = uint16(place)
	}
	return stretches{starts, first}
}

// at is the place of the stretch that a time lies in: how many starts are not after it.
func (s *stretches) at(t int64) int {
	if len(s.starts) == 0 || t < TimeMin {
		return 0
	}
	place := int(s.first[min(uint64(t-TimeMin)>>shelf, uint64(len(s.first)-1))])
	for place < len(s.starts) && s.starts[place] <= t {
		place++
	}
	return place
}

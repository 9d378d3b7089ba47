package rt

import (
	"regexp"
	"strings"
)

// Operations with patterns (SEMANTICS.md#regex). Knows Go's regexp as an engine, no syntax of fdl's patterns.
//
// A pattern comes as the compiler writes it: in normal form, with classes as ranges, so that no Unicode table of the
// engine's counts. The engine goes by code points of UTF-8, as the semantics does, so that nothing lies inside one.
// Which matches are all matches is what FindAll says: the next one is looked for from the end of the last with what
// stands before it in view, and an empty one directly behind another is none. Consts come prepared.

// Matcher is a pattern, compiled.
type Matcher struct {
	pattern *regexp.Regexp
}

// Extractor is a pattern and the group of it that is asked for.
type Extractor struct {
	pattern *regexp.Regexp
	group   int
}

// Replacer is a pattern and its replacement, in which \0 to \9 stand for groups and \\ for a backslash.
type Replacer struct {
	pattern *regexp.Regexp
	parts   []replacementPart
}

// replacementPart is a text, or a group that stands for what it matched.
type replacementPart struct {
	text  string
	group int // -1 for a text
}

// MatchesString is whether the pattern matches anywhere in x.
func MatchesString(x string, pattern *Matcher) bool {
	return pattern.pattern.MatchString(x)
}

// RegexFindString is the position of the first match; null where there is none.
func RegexFindString(x string, pattern *Matcher) Opt[int64] {
	match := pattern.pattern.FindStringIndex(x)
	if match == nil {
		return Opt[int64]{}
	}
	return Some(LengthString(x[:match[0]]))
}

// RegexCountString is how many matches there are, from the left without overlap.
func RegexCountString(x string, pattern *Matcher) int64 {
	return int64(len(pattern.pattern.FindAllStringIndex(x, -1)))
}

// ExtractString is what the group matched in the first match; null where there is no match, or the group took no part.
func ExtractString(x string, pattern *Extractor) Opt[string] {
	var match []int
	if pattern.group == 0 {
		match = pattern.pattern.FindStringIndex(x)
	} else {
		match = pattern.pattern.FindStringSubmatchIndex(x)
	}
	if match == nil || match[2*pattern.group] < 0 {
		return Opt[string]{}
	}
	return Some(x[match[2*pattern.group]:match[2*pattern.group+1]])
}

// RegexReplaceString is x with each match replaced; a group that took no part gives nothing.
func RegexReplaceString(x string, pattern *Replacer) string {
	matches := pattern.pattern.FindAllStringSubmatchIndex(x, -1)
	if matches == nil {
		return x
	}
	var b strings.Builder
	at := 0
	for _, match := range matches {
		b.WriteString(x[at:match[0]])
		for _, part := range pattern.parts {
			if part.group < 0 {
				b.WriteString(part.text)
			} else if start := match[2*part.group]; start >= 0 {
				b.WriteString(x[start:match[2*part.group+1]])
			}
		}
		at = match[1]
	}
	b.WriteString(x[at:])
	return b.String()
}

// PrepareMatchesString compiles the pattern of MatchesString.
func PrepareMatchesString(pattern string) *Matcher { return &Matcher{regexp.MustCompile(pattern)} }

// PrepareRegexFindString compiles the pattern of RegexFindString.
func PrepareRegexFindString(pattern string) *Matcher { return &Matcher{regexp.MustCompile(pattern)} }

// PrepareRegexCountString compiles the pattern of RegexCountString.
func PrepareRegexCountString(pattern string) *Matcher { return &Matcher{regexp.MustCompile(pattern)} }

// PrepareExtractString compiles the pattern of ExtractString.
func PrepareExtractString(pattern string, group int64) *Extractor {
	return &Extractor{regexp.MustCompile(pattern), int(group)}
}

// PrepareRegexReplaceString compiles the pattern and the replacement of RegexReplaceString.
func PrepareRegexReplaceString(pattern, replacement string) *Replacer {
	return &Replacer{regexp.MustCompile(pattern), replacementParts(replacement)}
}

// replacementParts is a replacement as texts and groups.
func replacementParts(replacement string) []replacementPart {
	var parts []replacementPart
	text := ""
	for i := 0; i < len(replacement); i++ {
		if replacement[i] != '\\' || i+1 == len(replacement) {
			text += replacement[i : i+1]
			continue
		}
		i++
		if replacement[i] == '\\' {
			text += `\`
			continue
		}
		parts = append(parts, replacementPart{text, -1}, replacementPart{"", int(replacement[i] - '0')})
		text = ""
	}
	return append(parts, replacementPart{text, -1})
}

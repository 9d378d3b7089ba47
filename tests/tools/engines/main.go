// Matches patterns with Go's regexp: one request a line in, one answer a line out, both JSON. Knows no featc.
//
// A request is [pattern, [text, ...]]; the answer is null where the pattern is refused, else for each text its matches,
// each with the spans of all groups ([start, end, ...], -1 for a group that took no part), in bytes.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var request [2]json.RawMessage
		var pattern string
		var texts []string
		if json.Unmarshal(in.Bytes(), &request) != nil || json.Unmarshal(request[0], &pattern) != nil ||
			json.Unmarshal(request[1], &texts) != nil {
			panic("no request: " + in.Text())
		}
		compiled, err := regexp.Compile(pattern)
		if err != nil {
			out.Encode(nil)
			continue
		}
		answer := make([][][]int, len(texts))
		for i, text := range texts {
			answer[i] = compiled.FindAllStringSubmatchIndex(text, -1)
		}
		out.Encode(answer)
	}
}

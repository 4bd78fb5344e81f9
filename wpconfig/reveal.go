package wpconfig

import (
	"sort"
	"strings"
)

// disjoint sorts the veils and joins those that overlap. Of two at the same place the first stays.
func disjoint(all []veil) []veil {
	sort.SliceStable(all, func(a, b int) bool { return all[a].start < all[b].start })
	var apart []veil
	for _, v := range all {
		if n := len(apart); n > 0 && v.start < apart[n-1].end {
			apart[n-1].end = max(apart[n-1].end, v.end)
			continue
		}
		apart = append(apart, v)
	}
	return apart
}

// reveal returns the text from start up to end as it may be shown.
func reveal(content []byte, start, end int, hidden []veil) string {
	var shown strings.Builder
	at := start
	from := sort.Search(len(hidden), func(i int) bool { return hidden[i].end > start })
	for _, v := range hidden[from:] {
		if v.start >= end {
			break
		}
		if v.start >= at {
			shown.Write(content[at:v.start])
			shown.WriteString(v.text)
		} else {
			shown.WriteString(maskMark)
		}
		at = min(v.end, end)
	}
	shown.Write(content[at:end])
	return shown.String()
}

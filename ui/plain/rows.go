package plain

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/text"
)

// Rows writes domains in lines, the worst first: name and state, and for those
// that need something, why and what to do.
func Rows(w io.Writer, rows []monitor.Row) {
	rows = slices.Clone(rows)
	order := diagnose.States()
	slices.SortStableFunc(rows, func(a, b monitor.Row) int {
		if d := slices.Index(order, a.Verdict.State) - slices.Index(order, b.Verdict.State); d != 0 {
			return d
		}
		return strings.Compare(a.Name, b.Name)
	})
	for _, row := range rows {
		fmt.Fprintf(w, "  %-10s %s\n", text.Clean(string(row.Verdict.State)), text.Clean(row.Name))
		if row.Verdict.Cause == "" {
			continue
		}
		explained := text.Cause(row.Verdict)
		for _, line := range []string{explained.What, explained.Next} {
			if line != "" {
				fmt.Fprintf(w, "             %s\n", line)
			}
		}
	}
}

package report

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

// exposition writes gauges in Prometheus' text format 0.0.4, without time stamps: node_exporter's textfile collector
// refuses a file that has any. See "Exposition formats" in Prometheus' documentation.
type exposition struct{ to *bufio.Writer }

func newExposition(w io.Writer) exposition { return exposition{bufio.NewWriterSize(w, 1<<16)} }

// label is a label's name and value.
type label struct{ name, value string }

// gauge begins a family; its samples have to follow.
func (e exposition) gauge(name, help string) {
	e.write("# HELP ", name, " ", escapeHelp.Replace(help), "\n# TYPE ", name, " gauge\n")
}

func (e exposition) sample(name string, value float64, labels ...label) {
	e.write(name)
	for i, l := range labels {
		open := ","
		if i == 0 {
			open = "{"
		}
		e.write(open, l.name, `="`, escapeLabel.Replace(strings.ToValidUTF8(l.value, "\uFFFD")), `"`)
	}
	if len(labels) > 0 {
		e.write("}")
	}
	e.write(" ", strconv.FormatFloat(value, 'f', -1, 64), "\n")
}

// write leaves errors to flush, which gives the first one.
func (e exposition) write(parts ...string) {
	for _, part := range parts {
		_, _ = e.to.WriteString(part)
	}
}

func (e exposition) flush() error { return e.to.Flush() }

var (
	escapeHelp  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	escapeLabel = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
)

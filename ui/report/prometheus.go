package report

import _ "embed" // the files below

//go:embed rules.yml
var rules []byte

//go:embed grafana.json
var dashboard []byte

// Rules returns alert rules for Prometheus, on the metrics that Prometheus writes.
func Rules() []byte { return rules }

// Dashboard returns a dashboard for Grafana, on the metrics that Prometheus writes.
func Dashboard() []byte { return dashboard }

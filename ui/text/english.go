package text

import "maps"

// english is the catalogue: one table a subject, collected here.
var english = collect(
	dashboardWords, setupWords, panelWords, fileWords, wpconfigWords, causeWords, certificateWords, commandWords,
	actionWords, statusWords, doctorWords, doctorPanelWords, doctorSiteWords,
)

func collect(tables ...words) words {
	all := words{}
	for _, table := range tables {
		maps.Copy(all, table)
	}
	return all
}

package doctor

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
)

// htaccessBytes bounds the read; a file that holds a security plugin's rules has some 30 KiB.
const htaccessBytes = 256 << 10

// What tells the three kinds of rules apart (wp-admin/includes/network.php).
const (
	subdirectoryRule = `rewriterule ^([_0-9a-za-z-]+/)?(wp-(content|admin|includes).*)`
	subdomainRule    = `rewriterule ^(wp-(content|admin|includes).*)`
	singleRule       = `rewriterule . /index.php`
)

// htaccess compares the rules with those of the network's kind. Enhance puts those of a single site there.
func (e examination) htaccess(context.Context) []Finding {
	switch {
	case e.Found.File == nil:
		return []Finding{notChecked(HtaccessRules, ReasonNoWordPress)}
	case !e.Found.Multisite.Enabled:
		return []Finding{notChecked(HtaccessRules, ReasonEarlier, "id", string(MultisiteEnabled))}
	}
	path := filepath.Join(e.Found.Location.Root, ".htaccess")
	content, err := readHead(path, htaccessBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []Finding{warning(HtaccessMissing, "path", path)}
	case err != nil:
		return []Finding{notChecked(HtaccessRules, ReasonUnreadable).because(err)}
	}
	return []Finding{judgeRules(content, path, e.Found.Multisite.Subdomains)}
}

func judgeRules(content []byte, path string, subdomains bool) Finding {
	rules := normalised(content)
	// The rules of a subdirectory network hold those of the other kind too; and without theirs no site in a
	// subdirectory has an admin.
	harm, kind := Problem, "subdirectory"
	if subdomains {
		harm, kind = Warning, "subdomain"
	}
	params := []any{"path", path, "network", kind}
	bySubdirectory, bySubdomain := strings.Contains(rules, subdirectoryRule), strings.Contains(rules, subdomainRule)
	switch {
	case subdomains && bySubdomain, !subdomains && bySubdirectory:
		return ok(HtaccessRules, params...)
	case bySubdirectory, bySubdomain:
		return Finding{ID: HtaccessOtherNetwork, Status: harm, Params: params}
	case strings.Contains(rules, singleRule):
		return Finding{ID: HtaccessSingle, Status: harm, Params: params}
	default:
		return warning(HtaccessOwn, params...)
	}
}

// normalised gives the lines that are no comments, in small letters, with single blanks.
func normalised(content []byte) string {
	var rules strings.Builder
	for line := range bytes.Lines(content) {
		if fields := strings.Fields(string(line)); len(fields) > 0 && !strings.HasPrefix(fields[0], "#") {
			rules.WriteString(strings.ToLower(strings.Join(fields, " ")) + "\n")
		}
	}
	return rules.String()
}

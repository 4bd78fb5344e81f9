// Package htaccess knows the rewrite rules that a WordPress network needs in
// Apache and LiteSpeed, and puts them into a site's .htaccess in place of the
// single-site rules.
package htaccess

import (
	"bytes"
	"strings"
)

// The markers frame the rules, so that they can be found again. WordPress
// writes the first pair itself.
const (
	begin        = "# BEGIN WordPress"
	end          = "# END WordPress"
	beginNetwork = "# BEGIN WordPress Multisite"
	endNetwork   = "# END WordPress Multisite"
)

// subdomain and subfolder are the rules of networks that were started on
// WordPress 3.5 or later (developer.wordpress.org, Advanced Administration,
// htaccess, Multisite).
const (
	subdomain = `RewriteRule ^wp-admin$ wp-admin/ [R=301,L]

RewriteCond %{REQUEST_FILENAME} -f [OR]
RewriteCond %{REQUEST_FILENAME} -d
RewriteRule ^ - [L]
RewriteRule ^(wp-(content|admin|includes).*) $1 [L]
RewriteRule ^(.*\.php)$ $1 [L]
RewriteRule . index.php [L]
`
	subfolder = `RewriteRule ^([_0-9a-zA-Z-]+/)?wp-admin$ $1wp-admin/ [R=301,L]

RewriteCond %{REQUEST_FILENAME} -f [OR]
RewriteCond %{REQUEST_FILENAME} -d
RewriteRule ^ - [L]
RewriteRule ^([_0-9a-zA-Z-]+/)?(wp-(content|admin|includes).*) $2 [L]
RewriteRule ^([_0-9a-zA-Z-]+/)?(.*\.php)$ $2 [L]
RewriteRule . index.php [L]
`
	head = `RewriteEngine On
RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]
RewriteBase /
RewriteRule ^index\.php$ - [L]

# add a trailing slash to /wp-admin
`
)

// Rules are the lines for a network, markers included, each ended by LF.
func Rules(subdomains bool) string {
	kind, rules := "subfolder", subfolder
	if subdomains {
		kind, rules = "subdomain", subdomain
	}
	return beginNetwork + "\n" +
		"# Using " + kind + " network type: https://wordpress.org/documentation/article/htaccess/#multisite\n" +
		head + rules + endNetwork + "\n"
}

// Has tells whether the file's effective lines are, somewhere and in this
// order, those of the network. Comments and blank lines do not matter.
func Has(content []byte, subdomains bool) bool {
	have, want := effective(string(content)), effective(Rules(subdomains))
	for i := 0; i+len(want) <= len(have); i++ {
		if equal(have[i:i+len(want)], want) {
			return true
		}
	}
	return false
}

// Put gives the file with the network's rules: in place of WordPress' own block
// where there is one, keeping all else. A file without such a block is
// replaced whole, as the rules that Enhance puts there stand outside any
// marker. A file that has the rules already is given back as it is.
func Put(content []byte, subdomains bool) []byte {
	if Has(content, subdomains) {
		return content
	}
	rules := Rules(subdomains)
	newline := "\n"
	if bytes.Contains(content, []byte("\r\n")) {
		newline = "\r\n"
	}
	for _, markers := range [][2]string{{beginNetwork, endNetwork}, {begin, end}} {
		if from, to, found := block(string(content), markers[0], markers[1]); found {
			text := string(content[:from]) + strings.ReplaceAll(rules, "\n", newline) + string(content[to:])
			return []byte(text)
		}
	}
	return []byte(strings.ReplaceAll(rules, "\n", newline))
}

// block finds the bytes from a begin marker's line to the end of the end
// marker's line. A begin without its end is no block.
func block(text, begin, end string) (from, to int, found bool) {
	from = -1
	for at := 0; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		next := min(len(text), at+len(line)+1)
		switch strings.TrimSpace(line) {
		case begin:
			from = at
		case end:
			if from >= 0 {
				return from, next, true
			}
		}
		at = next
	}
	return 0, 0, false
}

func effective(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.Join(strings.Fields(line), " ")
		if line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}

func equal(a, b []string) bool {
	for i := range b {
		if !strings.EqualFold(a[i], b[i]) {
			return false
		}
	}
	return true
}

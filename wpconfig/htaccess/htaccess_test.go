package htaccess

import (
	"strings"
	"testing"
)

const single = `# BEGIN WordPress
<IfModule mod_rewrite.c>
RewriteEngine On
RewriteBase /
RewriteRule ^index\.php$ - [L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_FILENAME} !-d
RewriteRule . /index.php [L]
</IfModule>
# END WordPress
`

func TestPut(t *testing.T) {
	t.Parallel()
	const own = "php_value memory_limit 256M\n"
	for name, c := range map[string]struct{ before, want string }{
		"nothing there":           {"", Rules(true)},
		"the single-site block":   {single, Rules(true)},
		"what stands around it":   {own + single + own, own + Rules(true) + own},
		"the other network's":     {own + Rules(false), own + Rules(true)},
		"no marker at all":        {"RewriteEngine On\nRewriteRule . /index.php [L]\n", Rules(true)},
		"a begin without its end": {"# BEGIN WordPress\nRewriteEngine On\n", Rules(true)},
		"there already":           {own + Rules(true), own + Rules(true)},
		"there without markers": {
			strings.Join(effective(Rules(true)), "\n") + "\n", strings.Join(effective(Rules(true)), "\n") + "\n",
		},
		"CRLF": {
			strings.ReplaceAll(own+single, "\n", "\r\n"), strings.ReplaceAll(own+Rules(true), "\n", "\r\n"),
		},
		"an end at the end of the file": {strings.TrimSuffix(single, "\n"), Rules(true)},
	} {
		got := string(Put([]byte(c.before), true))
		if got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
		if again := string(Put([]byte(got), true)); again != got {
			t.Errorf("%s: putting twice changes something", name)
		}
		if !Has([]byte(got), true) || Has([]byte(got), false) {
			t.Errorf("%s: the result is not recognised", name)
		}
	}
}

func FuzzPutTwiceIsPutOnce(f *testing.F) {
	f.Add(single, true)
	f.Add("# BEGIN WordPress\n# END WordPress Multisite\n", false)
	f.Fuzz(func(t *testing.T, before string, subdomains bool) {
		once := Put([]byte(before), subdomains)
		if twice := Put(once, subdomains); string(twice) != string(once) {
			t.Errorf("once %q, twice %q", once, twice)
		}
		if !Has(once, subdomains) {
			t.Errorf("the rules are not in %q", once)
		}
	})
}

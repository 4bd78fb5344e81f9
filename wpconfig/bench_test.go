package wpconfig

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"enhance-wizard/wpconfig/internal/phptest"
	"enhance-wizard/wpconfig/phptoken"
)

// hugeFile returns a wp-config.php of 600 kB.
func hugeFile(tb testing.TB) []byte {
	tb.Helper()
	src := veryLong(tb)
	pool := []byte("define( 'SHOP_MORE', array( 'a' => \"b\", 'c' => 1 ) ); // more of it\n")
	missing := 600_000 - len(src)
	return bytes.Replace(src, []byte("$table_prefix"), append(bytes.Repeat(pool, missing/len(pool)), "$table_prefix"...), 1)
}

// phpTokenTime returns how long PHP's own lexer takes for the file: the best of twenty.
func phpTokenTime(tb testing.TB, src []byte) time.Duration {
	tb.Helper()
	file := filepath.Join(tb.TempDir(), "huge.txt")
	writeFile(tb, file, src)
	script := `$s = file_get_contents($argv[1]); $best = PHP_INT_MAX;
		for ($i = 0; $i < 20; $i++) { $t = hrtime(true); token_get_all($s); $best = min($best, hrtime(true) - $t); }
		echo $best;`
	out, err := exec.Command(phptest.Find(tb), "-d", "memory_limit=1G", "-r", script, file).Output()
	if err != nil {
		tb.Fatal(err)
	}
	nanoseconds, err := strconv.ParseInt(string(out), 10, 64)
	if err != nil {
		tb.Fatal(err)
	}
	return time.Duration(nanoseconds)
}

// BenchmarkTokens600kB and BenchmarkRead600kB report, beside the time, its ratio to PHP's token_get_all.
func BenchmarkTokens600kB(b *testing.B) {
	src := hugeFile(b)
	php := phpTokenTime(b, src)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := phptoken.Scan(src); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(php), "x-of-php")
}

func BenchmarkRead600kB(b *testing.B) {
	src := hugeFile(b)
	php := phpTokenTime(b, src)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := parse("/wp-config.php", "", src); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(php), "x-of-php")
}

func BenchmarkPlan600kB(b *testing.B) {
	f, err := parse("/wp-config.php", "", hugeFile(b))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := f.Plan([]Setting{{Name: token, Value: String("new")}, {Name: "SHOP_NEW", Value: Int(1)}}); err != nil {
			b.Fatal(err)
		}
	}
}

package phpserial_test

import (
	"errors"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"enhance-wizard/wpconfig/network/phpserial"
)

func TestElementsAreFoundAndJudgedAsInPHP(t *testing.T) {
	for _, test := range []struct {
		name, element string
		want          bool
	}{
		{"true", "b:1;", true},
		{"false", "b:0;", false},
		{"null", "N;", false},
		{"zero", "i:0;", false},
		{"negative", "i:-1;", true},
		{"float zero", "d:0;", false},
		{"float", "d:0.5;", true},
		{"not a number", "d:NAN;", true},
		{"huge float", "d:1.0E+999;", true},
		{"empty text", `s:0:"";`, false},
		{"text 0", `s:1:"0";`, false},
		{"text 0.0", `s:3:"0.0";`, true},
		{"text false", `s:5:"false";`, true},
		{"empty array", "a:0:{}", false},
		{"array", "a:1:{i:0;N;}", true},
		{"object", `O:8:"stdClass":1:{s:1:"a";i:1;}`, true},
		{"enum", `E:11:"Suit:Hearts";`, true},
		{"reference", "R:1;", false},
		{"quotes and ends inside", `s:9:"";}a:1:{"";`, true},
		{"backslashes", `s:7:"C:\new\";`, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			value, err := phpserial.Parse(`a:2:{s:5:"first";a:1:{i:0;b:1;}s:7:"enhance";` + test.element + "}")
			if err != nil {
				t.Fatal(err)
			}
			element, found := value.Get("enhance")
			if !found || element.Truthy() != test.want {
				t.Errorf("found %v, truthy %v", found, element.Truthy())
			}
		})
	}
}

func TestTextComesBackByteForByte(t *testing.T) {
	const text = `C:\new\x41` + "\x00\xff\n'\""
	value, err := phpserial.Parse(`s:15:"` + text + `";`)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := value.Text(); !ok || got != text {
		t.Errorf("got %q", got)
	}
}

func TestKeysAreNormalisedAsInPHP(t *testing.T) {
	value, err := phpserial.Parse(`a:4:{i:7;b:1;s:1:"8";b:1;s:2:"09";b:1;s:1:"8";b:0;}`)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]bool{"7": true, "8": false, "09": true} {
		if element, found := value.Get(key); !found || element.Truthy() != want {
			t.Errorf("key %s: found %v, %v", key, found, element)
		}
	}
	if _, found := value.Get("9"); found {
		t.Error(`"09" was taken for 9`)
	}
}

func TestDamagedInputIsRefused(t *testing.T) {
	for _, test := range []struct {
		name, input string
		want        error
	}{
		{"empty", "", phpserial.ErrSyntax},
		{"plain text", "enhance", phpserial.ErrSyntax},
		{"length too long", `s:99:"e";`, phpserial.ErrSyntax},
		{"length too short", `s:1:"ee";`, phpserial.ErrSyntax},
		{"negative length", `s:-1:"e";`, phpserial.ErrSyntax},
		{"length beyond all numbers", `s:99999999999999999999:"e";`, phpserial.ErrSyntax},
		{"count without elements", "a:2147483647:{}", phpserial.ErrSyntax},
		{"count too small", `a:0:{i:1;i:1;}`, phpserial.ErrSyntax},
		{"array as key", "a:1:{a:0:{}i:1;}", phpserial.ErrSyntax},
		{"cut off", `a:1:{s:7:"enha`, phpserial.ErrSyntax},
		{"boolean 2", "b:2;", phpserial.ErrSyntax},
		{"hexadecimal float", "d:0x1p4;", phpserial.ErrSyntax},
		{"own serializer", `C:1:"A":2:{xx}`, phpserial.ErrSyntax},
		{"more after it", "i:1;i:2;", phpserial.ErrTrailing},
		{"deep", strings.Repeat("a:1:{i:0;", 100), phpserial.ErrTooDeep},
		{"large", strings.Repeat("x", phpserial.MaxBytes+1), phpserial.ErrTooLarge},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := phpserial.Parse(test.input)
			var syntax *phpserial.SyntaxError
			if !errors.Is(err, test.want) || !errors.As(err, &syntax) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestWhatPHPWritesIsRead(t *testing.T) {
	program, err := exec.LookPath("php")
	if err != nil {
		t.Skip("needs PHP: ", err)
	}
	const script = `$o = new stdClass; $o->a = 1; $s = 'x'; enum Suit: string { case Hearts = 'h'; }
		echo serialize(['enhance' => true, 'deep' => [[['ü', 1.5, -0.0, INF, NAN, PHP_INT_MIN, null]]],
			'object' => $o, 'again' => $o, 'one' => &$s, 'two' => &$s, 'enum' => Suit::Hearts, '12' => 'number',
			'text' => "a\\n\"';}\0"]);`
	output, err := exec.CommandContext(t.Context(), program, "-n", "-r", script).Output()
	if err != nil {
		t.Fatal(err)
	}
	value, err := phpserial.Parse(string(output))
	if err != nil {
		t.Fatalf("%v in %q", err, output)
	}
	for _, key := range []string{"enhance", "deep", "object", "again", "one", "two", "enum", "12", "text"} {
		if _, found := value.Get(key); !found {
			t.Errorf("%s is not there", key)
		}
	}
	if element, _ := value.Get("enhance"); !element.Truthy() {
		t.Errorf("enhance is %v", element)
	}
	if text, _ := value.Get("text"); text.Truthy() {
		if got, _ := text.Text(); got != "a\\n\"';}\x00" {
			t.Errorf("text came as %q", got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`a:1:{s:7:"enhance";b:1;}`, `a:2:{i:0;d:1.5;i:1;O:8:"stdClass":1:{s:1:"a";R:1;}}`, "N;", `E:3:"A:B";`, "s:99:",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, input string) {
		value, err := phpserial.Parse(input)
		if err != nil {
			if !reflect.DeepEqual(value, phpserial.Value{}) {
				t.Error("a refused input gave a value")
			}
			return
		}
		if again, err := phpserial.Parse(input); err != nil || again.Truthy() != value.Truthy() {
			t.Error("the same input was read differently")
		}
		if _, err := phpserial.Parse(input + "x"); !errors.Is(err, phpserial.ErrTrailing) && !errors.Is(err, phpserial.ErrTooLarge) {
			t.Errorf("bytes after the value: %v", err)
		}
		wrapped, err := phpserial.Parse("a:1:{i:0;" + input + "}")
		if element, found := wrapped.Get("0"); err == nil && (!found || element.Truthy() != value.Truthy()) {
			t.Error("the value changed inside an array")
		}
	})
}

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	screenBlock  = regexp.MustCompile("(?s)<!-- screen (\\S+) -->\n```text\n(.*?)\n```")
	commandInDoc = regexp.MustCompile(`(?m)^    (?:\./)?enhance-wizard(.*?)(?:\s+#.*)?$`)
)

func readme(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestPicturesInTheReadmeAreTheScreens compares them with the golden files,
// trailing blanks and repeated empty lines left out.
func TestPicturesInTheReadmeAreTheScreens(t *testing.T) {
	t.Parallel()
	blocks := screenBlock.FindAllStringSubmatch(readme(t), -1)
	if len(blocks) < 5 {
		t.Fatalf("%d pictures, want one of each step at least", len(blocks))
	}
	for _, block := range blocks {
		want, err := os.ReadFile(filepath.Join("../../ui/setup/testdata/TestScreens", block[1]+".golden"))
		if err != nil {
			t.Error(err)
			continue
		}
		if block[2] != squeeze(string(want)) {
			t.Errorf("the picture %s is not the screen; it is now:\n%s", block[1], squeeze(string(want)))
		}
	}
}

func squeeze(screen string) string {
	var lines []string
	for line := range strings.Lines(screen) {
		line = strings.TrimRight(line, " \n")
		if line == "" && len(lines) > 0 && lines[len(lines)-1] == "" {
			continue
		}
		lines = append(lines, line)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// TestCommandsInTheReadmeExist parses each with the program's own flags.
func TestCommandsInTheReadmeExist(t *testing.T) {
	t.Parallel()
	lines := commandInDoc.FindAllStringSubmatch(readme(t), -1)
	if len(lines) < 5 {
		t.Fatalf("%d commands found", len(lines))
	}
	for _, line := range lines {
		args := strings.Fields(line[1])
		root := newProgram().root()
		command, rest, err := root.Find(args)
		if err != nil {
			t.Errorf("%s: %v", line[0], err)
			continue
		}
		if err := command.ParseFlags(rest); err != nil {
			t.Errorf("%s: %v", line[0], err)
		}
	}
}

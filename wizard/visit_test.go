package wizard_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"enhance-wizard/wizard"
)

// serve runs the site in PHP's own web server and returns its address.
func (s *stage) serve() string {
	s.t.Helper()
	php, err := exec.LookPath("php")
	if err != nil {
		s.t.Skip("php is not installed")
	}
	server := exec.CommandContext(s.t.Context(), php, "-n", "-S", "127.0.0.1:0", "-t", s.root)
	talk, err := server.StderrPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = server.Wait() })
	said := bufio.NewReader(talk)
	line, err := said.ReadString('\n')
	_, address, started := strings.Cut(line, "Development Server (")
	if err != nil || !started {
		s.t.Fatalf("the site does not come up: %q, %v", line, err)
	}
	go func() { _, _ = io.Copy(io.Discard, said) }() // it says more at every visit
	address, _, _ = strings.Cut(address, ")")
	return address
}

func (s *stage) visited(server string) wizard.Options {
	o := s.options()
	o.WebServers = []string{"https://127.0.0.1:1", server}
	return o
}

func TestSiteThatAnswersIsVisitedBeforeAndAfter(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := wizard.New(s.visited(s.serve()), s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	advance(t, session)
	plan(t, session)
	receipt := apply(t, session)
	if last := receipt.Verified[len(receipt.Verified)-1]; last.Proof != wizard.ProofVisit || last.State != wizard.OK {
		t.Errorf("verified: %+v", receipt.Verified)
	}
}

func TestSiteThatBreaksIsPutBackAtOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	settings := filepath.Join(s.root, "wp-settings.php")
	code := "<?php if (defined('WU_ENHANCE_API_TOKEN')) { http_response_code(500); exit; }\n"
	if err := os.WriteFile(settings, []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	before := s.read()
	session := wizard.New(s.visited(s.serve()), s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	advance(t, session)
	plan(t, session)
	applier, err := session.Applier()
	if err != nil {
		t.Fatal(err)
	}
	_, err = applier.Run(t.Context())
	var broke *wizard.SiteBrokeError
	if !errors.As(err, &broke) || broke.After != 500 {
		t.Errorf("applying gave %v", err)
	}
	if !bytes.Equal(s.read(), before) {
		t.Error("the old file was not put back")
	}
}

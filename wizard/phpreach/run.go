package phpreach

import (
	"bufio"
	"context"
	_ "embed" // for the script
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"enhance-wizard/wpconfig/phprun"
)

//go:embed reach.php
var script string

var errNoPHP = errors.New("running PHP: the command does not answer as PHP does")

// run runs the script as the owner of the site's file.
func (r Request) run(ctx context.Context) (map[string]string, error) {
	code := strings.TrimPrefix(script, "<?php")
	arguments := append([]string{"-r", code, "--"}, r.arguments()...)
	command := phprun.Command(ctx, r.PHP, phprun.OwnerOf(r.Owned), arguments...)
	var output phprun.Output
	command.Stdout = &output
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("running PHP: %w", err)
	}
	said := answers(output.String())
	if said["version"] == "" {
		return nil, errNoPHP
	}
	return said, nil
}

// answers reads lines of a key and a value in base64.
func answers(output string) map[string]string {
	said := map[string]string{}
	for lines := bufio.NewScanner(strings.NewReader(output)); lines.Scan(); {
		key, encoded, _ := strings.Cut(lines.Text(), " ")
		if value, err := base64.StdEncoding.DecodeString(encoded); err == nil {
			said[key] = string(value)
		}
	}
	return said
}

package network

import (
	"strconv"
	"strings"
)

// Generation is how the installed plugin talks to an Enhance panel, and so which constants it reads.
type Generation string

// The generations, oldest first.
const (
	// GenerationUnknown: there is an integration, but its files name constants that are not known here, or cannot be read.
	GenerationUnknown Generation = "unknown"
	// GenerationNone: the plugin is there and has no Enhance integration (before 2.4.8).
	GenerationNone Generation = "none"
	// GenerationServer asks the panel by server id (2.4.8 and 2.4.9).
	GenerationServer Generation = "server"
	// GenerationWebsite asks by organisation and website id (2.4.10).
	GenerationWebsite Generation = "website"
	// GenerationStored asks like GenerationWebsite, and takes values from the database where no constant is defined
	// (2.4.11 and later).
	GenerationStored Generation = "stored"
)

// Generations lists every generation.
func Generations() []Generation {
	return []Generation{GenerationUnknown, GenerationNone, GenerationServer, GenerationWebsite, GenerationStored}
}

// Reads lists the constants that this generation needs, all of them. It is empty where that is not known.
func (g Generation) Reads() []string {
	switch g {
	case GenerationServer:
		return []string{ConstantToken, ConstantURL, ConstantServerID}
	case GenerationWebsite, GenerationStored:
		return []string{ConstantToken, ConstantURL, ConstantOrgID, ConstantWebsiteID}
	default:
		return nil
	}
}

// generationOf tells which generation a release of that version number shipped. Pre-releases count as their release.
func generationOf(version string) Generation {
	number, ok := parseVersion(version)
	switch {
	case !ok:
		return GenerationUnknown
	case number.before(2, 4, 8):
		return GenerationNone
	case number.before(2, 4, 10):
		return GenerationServer
	case number.before(2, 4, 11):
		return GenerationWebsite
	default:
		return GenerationStored
	}
}

type versionNumber [3]int

// parseVersion reads the numbers of "2.4.13-beta.1"; missing ones are 0.
func parseVersion(version string) (versionNumber, bool) {
	var number versionNumber
	release, _, _ := strings.Cut(version, "-")
	release, _, _ = strings.Cut(release, "+")
	for i, part := range strings.Split(release, ".") {
		if i == len(number) {
			break
		}
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return versionNumber{}, false
		}
		number[i] = int(n)
	}
	return number, true
}

func (n versionNumber) before(major, minor, patch int) bool {
	for i, other := range [3]int{major, minor, patch} {
		if n[i] != other {
			return n[i] < other
		}
	}
	return false
}

package enhance

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"strings"
	"time"
	"unicode/utf8"
)

// The lenient types below take what the specification says and count anything
// else as absent. They are for what the program can do without.

type lenientText string

func (t *lenientText) UnmarshalJSON(data []byte) error {
	// Nearly every string is written as it is read; a listing has half a million.
	if data[0] == '"' && !bytes.ContainsRune(data, '\\') && utf8.Valid(data) {
		*t = lenientText(data[1 : len(data)-1])
		return nil
	}
	var text string
	if json.Unmarshal(data, &text) == nil {
		*t = lenientText(text)
	}
	return nil
}

type lenientBool bool

func (b *lenientBool) UnmarshalJSON(data []byte) error {
	*b = lenientBool(bytes.Equal(data, []byte("true")))
	return nil
}

// requiredID is an id without which the item that it names is of no use. It is
// "" when the answer leaves it out, which the caller must look at.
type requiredID ID

func (i *requiredID) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return shapeError("an id is no string")
	}
	id, err := ParseID(text)
	if err != nil {
		return shapeError("an id is malformed")
	}
	*i = requiredID(id)
	return nil
}

// lenientID is an id that may be absent.
type lenientID ID

func (i *lenientID) UnmarshalJSON(data []byte) error {
	var text lenientText
	_ = text.UnmarshalJSON(data)
	id, _ := ParseID(string(text))
	*i = lenientID(id)
	return nil
}

// lenientAddress is an IP address, alone or as {"ip": ..., "isPrimary": ...}
// (schema ServerIp).
type lenientAddress struct {
	address netip.Addr
	primary bool
}

func (a *lenientAddress) UnmarshalJSON(data []byte) error {
	var object struct {
		IP        lenientText `json:"ip"`
		IsPrimary lenientBool `json:"isPrimary"`
	}
	if data[0] == '{' {
		_ = json.Unmarshal(data, &object)
	} else {
		_ = object.IP.UnmarshalJSON(data)
	}
	address, err := netip.ParseAddr(strings.TrimSpace(string(object.IP)))
	if err == nil {
		*a = lenientAddress{address: address.Unmap().WithZone(""), primary: bool(object.IsPrimary)}
	}
	return nil
}

// dateLayouts are what panels write: certificates of the present generation,
// everything else, and certificates up to 9.4.0.
var dateLayouts = []string{"2006-01-02 15:04:05 MST", time.RFC3339Nano, "2006-01-02 15:04:05", "2006-01-02"}

// lenientTime is a date in UTC, zero when it is not understood.
type lenientTime time.Time

func (t *lenientTime) UnmarshalJSON(data []byte) error {
	var text lenientText
	_ = text.UnmarshalJSON(data)
	for _, layout := range dateLayouts {
		if parsed, err := time.Parse(layout, strings.TrimSpace(string(text))); err == nil {
			*t = lenientTime(parsed.UTC())
			break
		}
	}
	return nil
}

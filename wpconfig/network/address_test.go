package network

import (
	"slices"
	"testing"
)

func TestAddressesFollowWordPressAndPHP(t *testing.T) {
	unix := func(path string) []address { return []address{{"unix", path}} }
	over := func(address_ string) []address { return []address{{"tcp", address_}} }
	var local []address
	for _, path := range defaultSockets {
		local = append(local, address{"unix", path})
	}
	for _, test := range []struct {
		host string
		want []address
	}{
		{"localhost", append(slices.Clone(local), address{"tcp", "localhost:3306"})},
		{"", append(slices.Clone(local), address{"tcp", "localhost:3306"})},
		{"localhost:3307", append(slices.Clone(local), address{"tcp", "localhost:3307"})},
		{"localhost:/run/db.sock", unix("/run/db.sock")},
		{":/run/db.sock", unix("/run/db.sock")},
		{"localhost:3306:/run/db.sock", unix("/run/db.sock")},
		{"127.0.0.1", over("127.0.0.1:3306")},
		{"db.example:3307", over("db.example:3307")},
		{"db.example:/run/db.sock", over("db.example:3306")},
		{"::1", over("[::1]:3306")},
		{"[::1]", over("[::1]:3306")},
		{"[2001:db8::5]:3307", over("[2001:db8::5]:3307")},
		{"db.example:", over("db.example:3306")},
		{"db.example:0", nil},
		{"db.example:65536", nil},
		{"db.example:port", nil},
		{"a:b:c", nil},
		{"[::1]:x", nil},
		{"tcp(127.0.0.1:3306)/x", nil},
		{"/run/db.sock", nil},
	} {
		t.Run(test.host, func(t *testing.T) {
			got, ok := addresses(test.host)
			if ok != (test.want != nil) || !slices.Equal(got, test.want) {
				t.Errorf("got %v, %v", got, ok)
			}
		})
	}
}

// Package contract holds every request to a paneltest.Panel and every answer of
// it to the panel's published specification, with an OpenAPI library. It is for
// tests only: nothing that is shipped may import it.
package contract

import (
	"bytes"
	"context"
	_ "embed" // the specification is part of the package, wherever a test runs
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"

	"enhance-wizard/enhance/paneltest"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// specification is the published one (orchd API 12.23.0), reduced to the paths
// that matter here.
//
//go:embed testdata/enhance-openapi.json
var specification []byte

// prefix is where a panel serves the paths of the specification.
const prefix = "/api"

// Check returns a hook for paneltest.Options.Check that fails t when a request
// or an answer is not as the specification says. Answers of a fault are wrong
// on purpose and are left out.
func Check(t testing.TB) func(paneltest.Exchange) {
	t.Helper()
	router, err := load()
	if err != nil {
		t.Fatalf("loading the specification: %v", err)
	}
	return func(exchange paneltest.Exchange) {
		if err := validate(router, exchange); err != nil {
			t.Errorf("%s %s breaks the specification: %v", exchange.Request.Method, exchange.Request.URL, err)
		}
	}
}

// CheckRequests is [Check] for a panel of the old generation, whose answers are
// those of another specification: it looks at requests only.
func CheckRequests(t testing.TB) func(paneltest.Exchange) {
	t.Helper()
	check := Check(t)
	return func(exchange paneltest.Exchange) {
		exchange.Faulted = true
		check(exchange)
	}
}

var load = sync.OnceValues(func() (routers.Router, error) {
	defineFormats()
	document, err := openapi3.NewLoader().LoadFromData(specification)
	if err != nil {
		return nil, fmt.Errorf("reading the document: %w", err)
	}
	return gorillamux.NewRouter(document)
})

// defineFormats gives meaning to the formats that the library ignores.
func defineFormats() {
	for format, form := range map[string]string{
		"uuid":   openapi3.FormatOfStringForUUIDOfRFC4122,
		"semver": `^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`,
		"domain": `^([a-z0-9_-]+\.)+[a-z0-9-]+$`,
	} {
		openapi3.DefineStringFormatValidator(format, openapi3.NewRegexpFormatValidator(form))
	}
	for format, fits := range map[string]func(netip.Addr) bool{
		"ip": netip.Addr.IsValid, "ipv4": netip.Addr.Is4, "ipv6": netip.Addr.Is6,
	} {
		openapi3.DefineStringFormatValidator(format, openapi3.NewCallbackValidator(func(text string) error {
			address, err := netip.ParseAddr(text)
			if err == nil && !fits(address) {
				err = fmt.Errorf("%s is of the other family", text)
			}
			return err
		}))
	}
}

// validate judges one exchange.
func validate(router routers.Router, exchange paneltest.Exchange) error {
	if !strings.HasPrefix(exchange.Request.URL.Path, prefix+"/") {
		return errors.New("the path is outside of the API")
	}
	request := requestOf(exchange)
	route, parameters, err := router.FindRoute(request)
	if err != nil {
		return fmt.Errorf("finding the call: %w", err)
	}
	input := &openapi3filter.RequestValidationInput{
		Request: request, PathParams: parameters, Route: route,
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true, AuthenticationFunc: authentication},
	}
	if err := errors.Join(
		openapi3filter.ValidateRequest(context.Background(), input), declaredQuery(input), publicStaysPublic(input),
	); err != nil {
		return fmt.Errorf("the request: %w", err)
	}
	if exchange.Faulted {
		return nil
	}
	if err := validateAnswer(input, exchange); err != nil {
		return fmt.Errorf("the answer %d %q: %w", exchange.Status, exchange.Body, err)
	}
	return nil
}

// requestOf is a copy that can be read again, with the path as the
// specification has it.
func requestOf(exchange paneltest.Exchange) *http.Request {
	request := exchange.Request.Clone(context.Background())
	request.URL.Path = strings.TrimPrefix(request.URL.Path, prefix)
	request.URL.RawPath = ""
	request.Body = io.NopCloser(bytes.NewReader(exchange.RequestBody))
	request.ContentLength = int64(len(exchange.RequestBody))
	return request
}

// authentication is asked for calls that need a credential: one is a bearer.
func authentication(_ context.Context, input *openapi3filter.AuthenticationInput) error {
	header := input.RequestValidationInput.Request.Header.Get("Authorization")
	if input.SecurityScheme.Scheme != "bearer" || !strings.HasPrefix(header, "Bearer ") {
		return input.NewError(errors.New("no bearer token"))
	}
	return nil
}

// declaredQuery refuses parameters that the specification does not know; the
// library lets them pass.
func declaredQuery(input *openapi3filter.RequestValidationInput) error {
	operation := input.Route.PathItem.GetOperation(input.Request.Method)
	for name := range input.Request.URL.Query() {
		if operation.Parameters.GetByInAndName(openapi3.ParameterInQuery, name) == nil &&
			input.Route.PathItem.Parameters.GetByInAndName(openapi3.ParameterInQuery, name) == nil {
			return fmt.Errorf("the query parameter %q is not declared", name)
		}
	}
	return nil
}

// publicCalls declare no credential and are the first contact with an address,
// so that a token has no business in them.
var publicCalls = []string{"/version", "/status", "/client_ip"}

func publicStaysPublic(input *openapi3filter.RequestValidationInput) error {
	if slices.Contains(publicCalls, input.Route.Path) && input.Request.Header.Get("Authorization") != "" {
		return errors.New("a credential is sent to a call that needs none")
	}
	return nil
}

// validateAnswer holds what succeeded to its schema. Refusals have none in the
// specification; they are held to HttpError, which real bodies match, or to
// plain text.
func validateAnswer(input *openapi3filter.RequestValidationInput, exchange paneltest.Exchange) error {
	if exchange.Status < http.StatusBadRequest {
		return openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
			RequestValidationInput: input, Status: exchange.Status, Header: exchange.Header,
			Body: io.NopCloser(bytes.NewReader(exchange.Body)), Options: input.Options,
		})
	}
	if !strings.HasPrefix(exchange.Header.Get("Content-Type"), "application/json") {
		return nil
	}
	var refusal struct {
		Code *string `json:"code"`
	}
	if err := json.Unmarshal(exchange.Body, &refusal); err != nil {
		return fmt.Errorf("reading the refusal: %w", err)
	}
	if refusal.Code == nil {
		return errors.New("the refusal has no code")
	}
	return nil
}

// Package enhance is the client of an Enhance panel's API.
//
// It exists so that everything above it can ask the panel a question and get
// either a plain Go value or an [Error] that says exactly what went wrong, as a
// typed cause and without a sentence: wording is the business of the faces.
//
// A [Client] sends the access token only to the https address it was made for,
// follows no redirect, bounds every answer in size, depth and time, and never
// lets the token into a log or an error. It repeats reads, never writes, and
// changes nothing on panels of the old generation (see [Generation]).
//
// Paths, shapes and enumerations are those of the published specification
// ("orchd API docs" 12.23.0); where real panels are known to differ, decoding is
// lenient and says so at the place.
package enhance

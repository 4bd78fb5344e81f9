package wpconfig

import (
	"context"
	"errors"
)

var errTODO = errors.New("not built yet")

type File struct{}

const MaxSize = 1 << 20

func Parse(path string, src []byte) (*File, error)                   { return nil, errTODO }
func (l Location) Parse(src []byte) (*File, error)                   { return nil, errTODO }
func (f *File) Constant(name string) (Constant, bool)                { return Constant{}, false }
func (f *File) Constants() []Constant                                { return nil }
func (f *File) Resolve(name string) (string, bool)                   { return "", false }
func (f *File) TablePrefix() (string, bool)                          { return "", false }
func (f *File) Warnings(names ...string) []Warning                   { return nil }
func (f *File) Plan(settings []Setting) (*Plan, error)               { return nil, errTODO }
func (p *Plan) Changes() bool                                        { return false }
func (p *Plan) Diff() []DiffLine                                     { return nil }
func Diff(before, after []byte, secretNames ...string) []DiffLine    { return nil }
func Mask(secret string) string                                      { return "********" }
func Snippet(settings []Setting) string                              { return "" }
func Find(dir string) (Location, error)                              { return Location{}, errTODO }
func AtRoot(dir string) (Location, error)                            { return Location{}, errTODO }
func AtConfig(file string) (Location, error)                         { return Location{}, errTODO }
func Lint(ctx context.Context, o LintOptions, src []byte) LintResult { return LintResult{} }

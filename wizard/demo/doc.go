// Package demo is the scenario of the demo: a panel, domains of known truth and
// a WordPress network, all of them throw-away. It only sets the stage; what
// plays on it is the program itself.
package demo

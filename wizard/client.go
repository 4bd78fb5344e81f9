package wizard

import "enhance-wizard/enhance"

// Client makes a client of the answered panel with the answered token.
func (s *Session) Client() *enhance.Client { return s.client(s.token()) }

// client gives the client for the URL that is answered now. A zero token is
// never sent. The clients of one URL share their connections and their limits on
// requests.
func (s *Session) client(token enhance.Token) *enhance.Client {
	bare := clientKey{url: s.base.String()}
	if s.clients[bare] == nil {
		s.clients[bare] = enhance.New(enhance.Options{
			BaseURL: s.base, RootCAs: s.options.RootCAs, Pins: s.pins(), Timeouts: s.options.Timeouts,
			Logger: s.options.Logger,
		})
	}
	key := clientKey{url: s.base.String(), token: token.Reveal()}
	if s.clients[key] == nil {
		s.clients[key] = s.clients[bare].WithToken(token)
	}
	return s.clients[key]
}

type clientKey struct{ url, token string }

// dropClients lets go of the clients of earlier answers. What is under way
// with one of them still ends.
func (s *Session) dropClients() {
	for _, c := range s.clients {
		c.Close()
	}
	clear(s.clients)
}

// token is the answered token; zero when it is missing or malformed.
func (s *Session) token() enhance.Token {
	token, err := enhance.ParseToken(s.answers[Token].value)
	if err != nil {
		return enhance.Token{}
	}
	return token
}

// id is a field's well-formed id, or empty.
func (s *Session) id(f Field) enhance.ID {
	if s.malformed[f] != nil {
		return ""
	}
	return enhance.ID(s.answers[f].value)
}

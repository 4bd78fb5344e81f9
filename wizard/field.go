package wizard

// Field is one thing the set-up has to know.
type Field string

// The fields, by the names they have in JSON.
const (
	URL     Field = "api_url"
	Token   Field = "api_token"
	Server  Field = "server_id"
	Org     Field = "org_id"
	Website Field = "website_id"
)

// Fields lists all fields in the order they are asked for. The URL comes first:
// the token is sent only to a URL that passed its check. The website comes
// before its organisation, which it brings along.
func Fields() []Field { return []Field{URL, Token, Server, Website, Org} }

// Constant is the name that the plugin reads in wp-config.php.
func (f Field) Constant() string {
	switch f {
	case URL:
		return "WU_ENHANCE_API_URL"
	case Token:
		return "WU_ENHANCE_API_TOKEN"
	case Server:
		return "WU_ENHANCE_SERVER_ID"
	case Org:
		return "WU_ENHANCE_ORG_ID"
	default:
		return "WU_ENHANCE_WEBSITE_ID"
	}
}

// Flag is the command line flag that answers the field.
func (f Field) Flag() string {
	switch f {
	case URL:
		return "--api-url"
	case Token:
		return "--token-file"
	case Server:
		return "--server-id"
	case Org:
		return "--org-id"
	default:
		return "--website-id"
	}
}

// Secret tells whether the value must not be shown.
func (f Field) Secret() bool { return f == Token }

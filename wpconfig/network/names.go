package network

// The constants of the Enhance integration. Which of them a plugin reads depends on its Generation.
const (
	ConstantToken     = "WU_ENHANCE_API_TOKEN" //nolint:gosec // the name of a constant, not a credential
	ConstantURL       = "WU_ENHANCE_API_URL"
	ConstantServerID  = "WU_ENHANCE_SERVER_ID"
	ConstantOrgID     = "WU_ENHANCE_ORG_ID"
	ConstantWebsiteID = "WU_ENHANCE_WEBSITE_ID"
)

// Constants lists the constants that any generation of the integration reads.
func Constants() []string {
	return []string{ConstantToken, ConstantURL, ConstantServerID, ConstantOrgID, ConstantWebsiteID}
}

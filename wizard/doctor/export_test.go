package doctor

// TokenAddressFindings is for what no machine of a test has: addresses of both families.
var TokenAddressFindings = tokenAddresses

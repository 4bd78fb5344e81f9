package text

var dashboardWords = words{}

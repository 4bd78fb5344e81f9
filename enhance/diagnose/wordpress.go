package diagnose

func wordPressVerdict(w *WordPressRow) WordPressVerdict {
	switch {
	case w == nil:
		return WordPressUnknown
	case !w.Mapped:
		return WordPressUnmapped
	}
	switch w.Stage {
	case StageCheckingDNS:
		return WordPressCheckingDNS
	case StageCheckingSSL:
		return WordPressCheckingSSL
	case StageFailed:
		return WordPressFailed
	case StageSSLFailed:
		return WordPressSSLFailed
	case StageDone, StageWithoutSSL:
		switch {
		case !w.Active:
			return WordPressInactive
		case w.Stage == StageWithoutSSL:
			return WordPressWithoutSSL
		default:
			return WordPressActive
		}
	default:
		return WordPressUnknown
	}
}

// wordPress compares the stage in WordPress with the facts: the plugin gives up after a while, and then does not notice
// that things came right.
func (j *judge) wordPress() {
	certified := j.v.Certificate == CertificateValid || j.v.Certificate == CertificateExpiring
	resolved := j.v.DNS == DNSOK || j.v.DNS == DNSProxied
	switch j.v.WordPress {
	case WordPressCheckingDNS, WordPressCheckingSSL:
		if j.WordPress.Stuck {
			j.find(Attention, CauseWordPressStuck, string(j.WordPress.Stage))
			return
		}
		j.find(Waiting, CauseWordPressChecking, string(j.WordPress.Stage))
	case WordPressFailed:
		if resolved {
			j.find(Attention, CauseWordPressDNSFailed)
		}
	case WordPressSSLFailed:
		if certified {
			j.find(Attention, CauseWordPressSSLFailed)
		}
	case WordPressWithoutSSL:
		if certified {
			j.find(Attention, CauseWordPressWithoutTLS)
		}
	case WordPressInactive:
		j.find(Healthy, CauseWordPressOff)
	default:
	}
}

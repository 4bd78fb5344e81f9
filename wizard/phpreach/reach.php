<?php
// Says this PHP's version and, for a host that is given, how far a request without a token comes: through PHP's own
// streams, which tell each step apart, or through curl where they have no TLS. Arguments: the transports that may be
// used, scheme, host, port, path, file of trusted authorities or nothing. Answers lines of a key and a value in base64.
error_reporting(0);
ini_set('default_socket_timeout', '10');

function tell($key, $value) {
	echo $key, ' ', base64_encode((string) $value), "\n";
}

function finish($stage, $detail) {
	tell('stage', $stage);
	tell('detail', substr((string) $detail, 0, 500));
	exit(0);
}

function with_curl($url, $bundle) {
	$handle = curl_init($url);
	$options = array(
		CURLOPT_RETURNTRANSFER => true, CURLOPT_CONNECTTIMEOUT => 10, CURLOPT_TIMEOUT => 15,
		CURLOPT_USERAGENT => 'enhance-wizard', CURLOPT_SSL_VERIFYPEER => true, CURLOPT_SSL_VERIFYHOST => 2,
	);
	if ($bundle !== '') {
		$options[CURLOPT_CAINFO] = $bundle;
	}
	curl_setopt_array($handle, $options);
	$body = curl_exec($handle);
	$stages = array(5 => 'host', 6 => 'host', 35 => 'trust', 51 => 'trust', 60 => 'trust', 77 => 'trust');
	$number = curl_errno($handle);
	if ($number !== 0) {
		finish(isset($stages[$number]) ? $stages[$number] : 'connection', curl_error($handle));
	}
	tell('status', curl_getinfo($handle, CURLINFO_RESPONSE_CODE));
	finish('answer', $body);
}

function last_error() {
	$error = error_get_last();
	return $error === null ? '' : $error['message'];
}

function with_stream($scheme, $host, $port, $path, $bundle) {
	$connection = stream_socket_client("tcp://$host:$port", $number, $message, 10);
	if ($connection === false) {
		finish(strpos($message . last_error(), 'getaddrinfo') !== false ? 'host' : 'connection', $message);
	}
	if ($scheme === 'https') {
		$tls = array(
			'verify_peer' => true, 'verify_peer_name' => true, 'peer_name' => trim($host, '[]'), 'SNI_enabled' => true,
		);
		if ($bundle !== '') {
			$tls['cafile'] = $bundle;
		}
		stream_context_set_option($connection, array('ssl' => $tls));
		if (stream_socket_enable_crypto($connection, true, STREAM_CRYPTO_METHOD_TLS_CLIENT) !== true) {
			finish('trust', last_error());
		}
	}
	fwrite($connection, "GET $path HTTP/1.0\r\nHost: $host:$port\r\nUser-Agent: enhance-wizard\r\nConnection: close\r\n\r\n");
	stream_set_timeout($connection, 10);
	$answer = stream_get_contents($connection, 65536);
	if (!preg_match('{^HTTP/1\.\d (\d+).*?\r?\n\r?\n(.*)}s', (string) $answer, $parts)) {
		finish('connection', last_error());
	}
	tell('status', $parts[1]);
	finish('answer', $parts[2]);
}

tell('version', PHP_VERSION);
if ($argc < 7) {
	exit(0);
}
list(, $allowed, $scheme, $host, $port, $path, $bundle) = $argv;
if ($bundle !== '' && !is_readable($bundle)) {
	$bundle = '';
}
tell('bundle', $bundle);
if (strpos($allowed, 'stream') !== false && in_array($scheme === 'https' ? 'ssl' : 'tcp', stream_get_transports(), true)) {
	with_stream($scheme, $host, $port, $path, $bundle);
} elseif (strpos($allowed, 'curl') !== false && function_exists('curl_init')) {
	with_curl("$scheme://$host:$port$path", $bundle);
}
finish('unable', '');

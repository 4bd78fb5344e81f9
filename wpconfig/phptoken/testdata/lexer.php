<?php
// Answers each source text with PHP's own tokens: for each one byte of kind and four bytes of size, big end first.
// The kinds are those of package phptoken, in its order. A text that PHP does not accept is answered with nothing.

const HTML = 0, OPEN_TAG = 1, OPEN_ECHO = 2, CLOSE_TAG = 3, WHITESPACE = 4, COMMENT = 5, ATTRIBUTE = 6, NAME = 7,
	VARIABLE = 8, NUMBER = 9, STRING = 10, TEMPLATE = 11, HEREDOC = 12, SHELL = 13, PUNCTUATION = 14, DATA = 15;

const KINDS = [
	T_INLINE_HTML => HTML, T_OPEN_TAG => OPEN_TAG, T_OPEN_TAG_WITH_ECHO => OPEN_ECHO, T_CLOSE_TAG => CLOSE_TAG,
	T_WHITESPACE => WHITESPACE, T_COMMENT => COMMENT, T_DOC_COMMENT => COMMENT, T_ATTRIBUTE => ATTRIBUTE,
	T_VARIABLE => VARIABLE, T_LNUMBER => NUMBER, T_DNUMBER => NUMBER, T_CONSTANT_ENCAPSED_STRING => STRING,
];

function split_cast(string $text): array {
	preg_match('/^(\()([ \t]*)(\w+)([ \t]*)(\))$/', $text, $m);
	$parts = [[PUNCTUATION, 1], [WHITESPACE, strlen($m[2])], [NAME, strlen($m[3])], [WHITESPACE, strlen($m[4])], [PUNCTUATION, 1]];
	return array_filter($parts, fn($part) => $part[1] > 0);
}

// The size of the string that begins at $i, and the index behind it.
function quoted(array $tokens, int $i): array {
	$opening = $tokens[$i];
	$heredoc = is_array($opening);
	$end = $heredoc ? null : substr($opening, -1);
	$size = strlen($heredoc ? $opening[1] : $opening);
	$depth = 0;
	for ($i++; $i < count($tokens); $i++) {
		$token = $tokens[$i];
		$id = is_array($token) ? $token[0] : $token;
		if ($id === '"' || $id === 'b"' || $id === 'B"' || $id === '`' || $id === T_START_HEREDOC) {
			if ($depth === 0 && $id === $end) {
				return [$size + 1, $i + 1];
			}
			[$inner, $next] = quoted($tokens, $i);
			$size += $inner;
			$i = $next - 1;
			continue;
		}
		$size += strlen(is_array($token) ? $token[1] : $token);
		if ($id === T_END_HEREDOC && $depth === 0 && $heredoc) {
			return [$size, $i + 1];
		}
		if ($id === T_CURLY_OPEN || $id === T_DOLLAR_OPEN_CURLY_BRACES || $id === '{') {
			$depth++;
		} elseif ($id === '}') {
			$depth -= $depth > 0 ? 1 : 0;
		}
	}
	throw new Exception('a string without an end');
}

function parts(array $tokens): array {
	$parts = [];
	$halted = false;
	for ($i = 0; $i < count($tokens); $i++) {
		$token = $tokens[$i];
		if (!is_array($token)) {
			if ($token === '"' || $token === 'b"' || $token === 'B"' || $token === '`') {
				[$size, $next] = quoted($tokens, $i);
				$parts[] = [$token === '`' ? SHELL : TEMPLATE, $size];
				$i = $next - 1;
			} else {
				$parts[] = [PUNCTUATION, strlen($token)];
			}
			continue;
		}
		[$id, $text] = $token;
		if ($id === T_START_HEREDOC) {
			[$size, $next] = quoted($tokens, $i);
			$parts[] = [HEREDOC, $size];
			$i = $next - 1;
		} elseif ($id === T_YIELD_FROM) {
			preg_match('/^(yield)(\s+)(from)$/i', $text, $m);
			array_push($parts, [NAME, 5], [WHITESPACE, strlen($m[2])], [NAME, 4]);
		} elseif (preg_match('/^T_\w+_CAST$/', token_name($id))) {
			array_push($parts, ...split_cast($text));
		} elseif ($id === T_INLINE_HTML && $halted && $i === count($tokens) - 1) {
			$parts[] = [DATA, strlen($text)];
		} elseif (isset(KINDS[$id])) {
			$parts[] = [KINDS[$id], strlen($text)];
		} else {
			$halted = $halted || $id === T_HALT_COMPILER;
			$parts[] = [preg_match('/^[\\\\A-Za-z_\x80-\xff]/', $text) && $text !== '\\' ? NAME : PUNCTUATION, strlen($text)];
		}
	}
	return $parts;
}

error_reporting(E_ALL);
ini_set('display_errors', 'stderr');
while (($head = fread(STDIN, 4)) !== false && strlen($head) === 4) {
	$size = unpack('N', $head)[1];
	$source = '';
	while (strlen($source) < $size) {
		$source .= fread(STDIN, $size - strlen($source));
	}
	error_clear_last();
	$answer = '';
	try {
		$tokens = @token_get_all($source, TOKEN_PARSE);
		if (error_get_last() === null || !str_contains(error_get_last()['message'], 'Unterminated comment')) {
			foreach (parts($tokens) as [$kind, $length]) {
				$answer .= pack('CN', $kind, $length);
			}
		}
	} catch (CompileError $e) {
	}
	fwrite(STDOUT, pack('N', strlen($answer)) . $answer);
}

<?php
// Runs each source text and answers with the values of the constants V<first> … in base64, one on a line. The question
// begins with a line "<first> <count>".
ini_set('display_errors', 'stderr');
error_reporting(E_ALL);
while (($head = fread(STDIN, 4)) !== false && strlen($head) === 4) {
	$size = unpack('N', $head)[1];
	$question = '';
	while (strlen($question) < $size) {
		$question .= fread(STDIN, $size - strlen($question));
	}
	[$range, $source] = explode("\n", $question, 2);
	[$first, $count] = explode(' ', $range);
	ob_start();
	try {
		eval('?>' . $source);
	} catch (Throwable $e) {
		fwrite(STDERR, $e->getMessage() . "\n");
	}
	$printed = ob_get_clean();
	$lines = [base64_encode($printed)];
	for ($i = 0; $i < $count; $i++) {
		$name = 'V' . ($first + $i);
		$lines[] = defined($name) ? base64_encode(constant($name)) : '!';
	}
	$answer = implode("\n", $lines);
	fwrite(STDOUT, pack('N', strlen($answer)) . $answer);
}

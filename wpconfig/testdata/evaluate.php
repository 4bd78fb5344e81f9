<?php
// Includes each wp-config.php it is told, in a process of its own, as WordPress does. The question is the path. The
// answer is JSON: what was printed, and what each load of the stand-in for wp-settings.php noted.
ini_set('display_errors', '1');
ini_set('log_errors', '0');
ini_set('html_errors', '0');
error_reporting(E_ALL);
putenv('WP_ENV=production');

(function () {
	while (($head = fread(STDIN, 4)) !== false && strlen($head) === 4) {
		$config = fread(STDIN, unpack('N', $head)[1]);
		$notes = $config . '.constants';
		$printed = $config . '.output';
		@unlink($notes);
		@unlink($printed);
		$child = pcntl_fork();
		if ($child === 0) {
			fclose(STDIN);
			putenv('STUB_OUT=' . $notes);
			chdir(dirname($config));
			ob_start();
			register_shutdown_function(function () use ($printed) {
				file_put_contents($printed, ob_get_contents());
				while (@ob_end_clean());
				posix_kill(getmypid(), SIGKILL); // nothing more may reach the answer
			});
			(function ($config) { include $config; })($config);
			exit;
		}
		pcntl_waitpid($child, $status);
		$answer = json_encode([
			'output' => base64_encode((string) @file_get_contents($printed)),
			'notes' => array_map('base64_encode', @file($notes) ?: []),
		]);
		fwrite(STDOUT, pack('N', strlen($answer)) . $answer);
	}
})();

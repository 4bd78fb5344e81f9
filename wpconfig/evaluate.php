<?php
// Runs the copy of a wp-config.php that stands on standard input, from memory, and answers on descriptor 3 with what
// is there at the place where wp-settings.php would be loaded. Nothing of the file runs after that place. Each line of
// the answer is a word and its fields in base64; "end" is the last. The program that started this then ends it, so
// that neither functions for the end nor destructors of the site run.
final class EnhanceWizardEvaluation
{
	public $context;
	private static $code;
	private static $at = 0;
	private static $said = [];

	public static function begin($code, $root)
	{
		self::$code = $code;
		register_shutdown_function([self::class, 'ended']);
		set_error_handler([self::class, 'hear']);
		stream_wrapper_register('enhance-wizard', self::class);
		if ($root !== '') {
			define('ABSPATH', $root);
		}
	}

	public static function hear($type, $message, $file = '', $line = 0)
	{
		$own = strncmp($file, 'enhance-wizard:', 15) === 0;
		self::$said[] = [$message, (string) ($own ? $line : 0)];
		return true;
	}

	public static function reached()
	{
		self::answer('reached');
	}

	public static function ended()
	{
		self::answer('ended');
	}

	private static function answer($how)
	{
		$answer = $how . "\n";
		$all = get_defined_constants(true);
		foreach (isset($all['user']) ? $all['user'] : [] as $name => $value) {
			$answer .= self::line('constant', [$name, gettype($value), self::text($value)]);
		}
		if (isset($GLOBALS['table_prefix'])) {
			$value = $GLOBALS['table_prefix'];
			$answer .= self::line('constant', ['$table_prefix', gettype($value), self::text($value)]);
		}
		foreach (self::$said as $said) {
			$answer .= self::line('said', $said);
		}
		while (ob_get_level() > 0 && @ob_end_flush());
		flush();
		fwrite(fopen('php://fd/3', 'w'), $answer . "end\n");
		while (true) {
			sleep(1);
		}
	}

	private static function line($word, $fields)
	{
		return $word . ' ' . implode(' ', array_map('base64_encode', $fields)) . "\n";
	}

	private static function text($value)
	{
		try {
			return is_string($value) ? $value : (is_scalar($value) || $value === null ? var_export($value, true) : serialize($value));
		} catch (Throwable $e) {
			return '';
		}
	}

	public function stream_open($path, $mode, $options, &$opened)
	{
		return true;
	}

	public function stream_read($count)
	{
		$part = (string) substr(self::$code, self::$at, $count);
		self::$at += strlen($part);
		return $part;
	}

	public function stream_eof()
	{
		return self::$at >= strlen(self::$code);
	}

	public function stream_stat()
	{
		return [];
	}

	public function stream_set_option($option, $first, $second)
	{
		return false;
	}
}
EnhanceWizardEvaluation::begin(stream_get_contents(STDIN), $argv[1]);
include 'enhance-wizard://wp-config.php';

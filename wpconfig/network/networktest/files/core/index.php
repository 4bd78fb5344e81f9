<?php
/**
 * Stand-in for the front page of WordPress.
 */

require __DIR__ . '/wp-load.php';

<?php
/**
 * Stand-in for the file of WordPress with this name: the end of the configuration. What is defined by now is what
 * WordPress and its plugins would see.
 */

defined( 'ABSPATH' ) || exit( 1 );

define( 'WPINC', 'wp-includes' );

require ABSPATH . WPINC . '/version.php';

if ( ! defined( 'WP_CONTENT_DIR' ) ) {
	define( 'WP_CONTENT_DIR', ABSPATH . 'wp-content' );
}

if ( defined( 'SUNRISE' ) && SUNRISE && file_exists( WP_CONTENT_DIR . '/sunrise.php' ) ) {
	include_once WP_CONTENT_DIR . '/sunrise.php';
}

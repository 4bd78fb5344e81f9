<?php
/**
 * Stand-in for the sunrise.php of Ultimate Multisite, which WordPress loads before its plugins.
 */

defined( 'ABSPATH' ) || exit;

const WP_ULTIMO_SUNRISE_VERSION = '2.0.0.10';

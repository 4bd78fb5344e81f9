<?php
/**
 * Stand-in for the Enhance integration of Ultimate Multisite 2.4.11 and later.
 */

defined( 'ABSPATH' ) || exit;

class Enhance_Integration {

	/** The credentials that this version reads: a constant, else a stored value. */
	public $constants = array( 'WU_ENHANCE_API_TOKEN', 'WU_ENHANCE_API_URL', 'WU_ENHANCE_ORG_ID', 'WU_ENHANCE_WEBSITE_ID' );
}

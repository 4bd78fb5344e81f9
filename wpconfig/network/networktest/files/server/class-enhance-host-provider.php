<?php
/**
 * Stand-in for the Enhance integration of Ultimate Multisite 2.4.8 and 2.4.9.
 */

defined( 'ABSPATH' ) || exit;

class Enhance_Host_Provider {

	/** The constants that this version reads. */
	public $constants = array( 'WU_ENHANCE_API_TOKEN', 'WU_ENHANCE_API_URL', 'WU_ENHANCE_SERVER_ID' );
}

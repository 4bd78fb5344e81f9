<?php
/**
 * Stand-in for the part that sends domains to the panel.
 */

defined( 'ABSPATH' ) || exit;

class Enhance_Domain_Mapping {

	/** The path that this version sends a domain to. */
	public function path( $integration ) {
		return '/orgs/' . $integration->get_credential( 'WU_ENHANCE_ORG_ID' )
			. '/websites/' . $integration->get_credential( 'WU_ENHANCE_WEBSITE_ID' ) . '/domains';
	}
}

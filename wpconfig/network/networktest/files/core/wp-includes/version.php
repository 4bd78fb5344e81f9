<?php
/**
 * Stand-in for the file of WordPress with this name.
 */

$wp_version = '6.9';

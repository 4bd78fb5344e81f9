-- The tables of a WordPress network that this program reads, as WordPress (wp-admin/includes/schema.php), Ultimate
-- Multisite (class-domains-table.php) and Action Scheduler (ActionScheduler_StoreSchema, ActionScheduler_LoggerSchema)
-- create them. {prefix} stands for $table_prefix.

CREATE TABLE `{prefix}site` (
	id bigint(20) NOT NULL auto_increment,
	domain varchar(200) NOT NULL default '',
	path varchar(100) NOT NULL default '',
	PRIMARY KEY  (id),
	KEY domain (domain(140),path(51))
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE `{prefix}sitemeta` (
	meta_id bigint(20) NOT NULL auto_increment,
	site_id bigint(20) NOT NULL default '0',
	meta_key varchar(255) default NULL,
	meta_value longtext,
	PRIMARY KEY  (meta_id),
	KEY meta_key (meta_key(191)),
	KEY site_id (site_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE `{prefix}blogs` (
	blog_id bigint(20) NOT NULL auto_increment,
	site_id bigint(20) NOT NULL default '0',
	domain varchar(200) NOT NULL default '',
	path varchar(100) NOT NULL default '',
	registered datetime NOT NULL default '0000-00-00 00:00:00',
	last_updated datetime NOT NULL default '0000-00-00 00:00:00',
	public tinyint(2) NOT NULL default '1',
	archived tinyint(2) NOT NULL default '0',
	mature tinyint(2) NOT NULL default '0',
	spam tinyint(2) NOT NULL default '0',
	deleted tinyint(2) NOT NULL default '0',
	lang_id int(11) NOT NULL default '0',
	PRIMARY KEY  (blog_id),
	KEY domain (domain(50),path(5)),
	KEY lang_id (lang_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE `{prefix}wu_domain_mappings` (
	id bigint(20) NOT NULL auto_increment,
	blog_id bigint(20) NOT NULL,
	domain varchar(191) NOT NULL,
	active tinyint(4) default 1,
	primary_domain tinyint(4) default 0,
	secure tinyint(4) default 0,
	stage enum('checking-dns', 'checking-ssl-cert', 'done-without-ssl', 'done', 'failed', 'ssl-failed') DEFAULT 'checking-dns',
	date_created datetime NULL,
	date_modified datetime NULL,
	PRIMARY KEY (id),
	KEY blog_id (blog_id,domain,active),
	KEY domain (domain)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE `{prefix}actionscheduler_actions` (
	action_id bigint(20) unsigned NOT NULL auto_increment,
	hook varchar(191) NOT NULL,
	status varchar(20) NOT NULL,
	scheduled_date_gmt datetime NULL default '0000-00-00 00:00:00',
	scheduled_date_local datetime NULL default '0000-00-00 00:00:00',
	priority tinyint unsigned NOT NULL default '10',
	args varchar(191),
	schedule longtext,
	group_id bigint(20) unsigned NOT NULL default '0',
	attempts int(11) NOT NULL default '0',
	last_attempt_gmt datetime NULL default '0000-00-00 00:00:00',
	last_attempt_local datetime NULL default '0000-00-00 00:00:00',
	claim_id bigint(20) unsigned NOT NULL default '0',
	extended_args varchar(8000) DEFAULT NULL,
	PRIMARY KEY  (action_id),
	KEY hook_status_scheduled_date_gmt (hook(163), status, scheduled_date_gmt),
	KEY status_scheduled_date_gmt (status, scheduled_date_gmt),
	KEY scheduled_date_gmt (scheduled_date_gmt),
	KEY args (args(191)),
	KEY group_id (group_id),
	KEY last_attempt_gmt (last_attempt_gmt),
	KEY claim_id_status_scheduled_date_gmt (claim_id, status, scheduled_date_gmt)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE `{prefix}actionscheduler_logs` (
	log_id bigint(20) unsigned NOT NULL auto_increment,
	action_id bigint(20) unsigned NOT NULL,
	message text NOT NULL,
	log_date_gmt datetime NULL default '0000-00-00 00:00:00',
	log_date_local datetime NULL default '0000-00-00 00:00:00',
	PRIMARY KEY  (log_id),
	KEY action_id (action_id),
	KEY log_date_gmt (log_date_gmt)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

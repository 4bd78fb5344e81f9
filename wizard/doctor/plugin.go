package doctor

import (
	"context"
	"path/filepath"

	"enhance-wizard/wpconfig/network"
)

// plugin looks at the plugin's files.
func (e examination) plugin(context.Context) []Finding {
	if e.Found.File == nil {
		return append([]Finding{problem(WordPressFound).because(e.Found.Err)},
			allNotChecked([]ID{PluginPresent, PluginIntegration}, ReasonNoWordPress)...)
	}
	location := e.Found.Location
	findings := []Finding{ok(WordPressFound, "root", location.Root, "path", location.Config)}
	findings = append(findings, presence(e.Found.Plugin, e.Found.Multisite.Dirs)...)
	if shadowed := e.Found.Plugin.Shadowed; shadowed != "" {
		findings = append(findings, warning(PluginShadowed, "folder", shadowed))
	}
	if former := e.Found.Plugin.Former; len(former) > 0 {
		findings = append(findings, warning(PluginFormer, "folders", former))
	}
	return findings
}

func presence(plugin network.Plugin, dirs network.Dirs) []Finding {
	absent := notChecked(PluginIntegration, ReasonNoPlugin)
	switch plugin.Status {
	case network.PluginNotFound:
		return []Finding{problem(PluginMissing, "folder", filepath.Clean(dirs.Filled().Plugins)), absent}
	case network.PluginIncomplete:
		return []Finding{problem(PluginIncomplete, "folder", plugin.Folder), absent}
	case network.PluginUnreadable:
		return allFailed(ReasonUnreadable, plugin.Err, PluginPresent, PluginIntegration)
	default:
	}
	findings := []Finding{ok(PluginPresent, "version", plugin.Version, "folder", plugin.Folder), integration(plugin)}
	if plugin.Disagrees() {
		findings = append(findings, warning(PluginDisagrees, "version", plugin.Version, "generation", string(plugin.Generation)))
	}
	return findings
}

// integration tells whether the plugin can talk to a panel, and how.
func integration(plugin network.Plugin) Finding {
	version := []any{"version", plugin.Version}
	switch plugin.Generation {
	case network.GenerationNone:
		return problem(PluginTooOld, version...)
	case network.GenerationServer:
		return warning(PluginServerCalls, version...)
	case network.GenerationWebsite, network.GenerationStored:
		return ok(PluginIntegration, version...)
	default:
		if plugin.Err != nil {
			return notChecked(PluginIntegration, ReasonUnreadable).because(plugin.Err)
		}
		return warning(PluginLayout, version...)
	}
}

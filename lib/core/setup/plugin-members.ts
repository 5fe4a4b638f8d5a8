/** What switches the plugin on in settings.json: where its marketplace lies, and that it is wanted. */
export interface PluginMember {
  container: 'enabledPlugins' | 'extraKnownMarketplaces';
  name: string;
  value: unknown;
}

export const marketplaceName = 'tierwise';
export const pluginName = 'tierwise@tierwise';

/** In the client's own words and order, as `claude plugin marketplace add` and `install` write them. */
export function pluginMembers(folder: string): PluginMember[] {
  return [
    {
      container: 'extraKnownMarketplaces',
      name: marketplaceName,
      value: {source: {source: 'directory', path: folder}},
    },
    {container: 'enabledPlugins', name: pluginName, value: true},
  ];
}

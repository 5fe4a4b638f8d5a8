import {isRecord} from '../guard.ts';

/** Whether a settings file switches our plugin on. */
export function readPluginSwitch(text: string): boolean {
  try {
    const settings: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const plugins = isRecord(settings) ? settings.enabledPlugins : undefined;
    return isRecord(plugins) && plugins['tierwise@tierwise'] === true;
  } catch {
    // A file that is no JSON has a finding of its own.
    return false;
  }
}

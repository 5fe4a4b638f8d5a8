import {isSameSettings} from '../core/setup/is-same-settings.ts';
import type {PluginPlan} from '../core/setup/plugin-plan.ts';
import {writeCall} from '../core/setup/report-setup.ts';
import type {SetupResult} from '../core/setup/setup-failure.ts';
import {callClient, type PluginClient} from '../edge/client-plugins.ts';
import {readSettingsFile, writeSettingsFile} from '../edge/settings-file.ts';
import type {Applied} from './applied.ts';

/**
 * Tells the client about our plugin, by its own command line, and gives settings.json our bytes
 * back: the client writes the whole file in its own order. A plugin that the client does not take
 * is a failure; one that it does not let go of is a note, since the rest of an uninstall can go on.
 */
export async function tellClient(
  client: PluginClient | undefined,
  {change, calls}: PluginPlan,
  settings: {file: string; after: string | undefined},
): Promise<SetupResult<Applied>> {
  const missed = await findFirstMissed(client, calls);
  if (calls.length > 0) {
    await restore(settings);
  }
  if (missed === undefined) {
    return {ok: true, value: {isCurrent: true, notes: []}};
  }
  const {call, reason} = missed;
  return change === 'added'
    ? {ok: false, failure: {code: 'plugin-not-taken', command: writeCall(call), reason}}
    : {
        ok: true,
        value: {
          isCurrent: true,
          notes: [{code: 'plugin-left', calls: calls.map(writeCall), reason}],
        },
      };
}

async function findFirstMissed(
  client: PluginClient | undefined,
  calls: readonly string[][],
): Promise<{call: string[]; reason: string} | undefined> {
  for (const call of calls) {
    const reason =
      client === undefined ? 'there is no `claude` on the PATH' : await callClient(client, call);
    // What is gone already needs no removing: a run that was cut off, or a hand that was faster.
    if (reason !== undefined && !/not found|not installed/i.test(reason)) {
      return {call, reason};
    }
  }
  return undefined;
}

/** Only where it says the same: what somebody else wrote meanwhile is theirs. */
async function restore({file, after}: {file: string; after: string | undefined}): Promise<void> {
  const now = await readSettingsFile(file);
  if (now.ok && now.value !== after && isSameSettings(now.value, after)) {
    await writeSettingsFile(file, {before: now.value, after});
  }
}

import {appendChild} from './append-child.ts';
import {describeContainer} from './describe-container.ts';
import {findStatusLine, spellingOf} from './find-status-line.ts';
import {nameKind, parseSettings} from './parse-settings.ts';
import type {ContainerBefore} from './settings-record.ts';
import type {SetupResult} from './setup-failure.ts';
import {wrapCommand} from './wrapped-command.ts';

/**
 * The text with our status line in front of the person's, or alone where they have none. One that
 * somebody wrapped by hand is left as it is.
 * @param command what starts ours.
 */
export function addStatusLine(
  settings: string,
  command: string,
): SetupResult<{text: string; record: ContainerBefore[]}> {
  const parsed = parseSettings(settings);
  if (!parsed.ok) {
    return parsed;
  }
  const root = parsed.value;
  const line = findStatusLine(settings, root);
  if (line === undefined) {
    const value = {type: 'command', command};
    const record = describeContainer(settings, 'file', root);
    const text = appendChild(settings, {root, container: root, key: 'statusLine', value});
    return {ok: true, value: {text, record}};
  }
  if (line.command === undefined) {
    const found = nameKind(line.value);
    return {ok: false, failure: {code: 'settings-status-line-unknown', found}};
  }
  if (line.ours !== undefined) {
    return {ok: true, value: {text: settings, record: []}};
  }
  const {offset, length} = line.command;
  const wrapped = wrapCommand(spellingOf(settings, line.command), command);
  const text = settings.slice(0, offset) + wrapped + settings.slice(offset + length);
  return {ok: true, value: {text, record: []}};
}

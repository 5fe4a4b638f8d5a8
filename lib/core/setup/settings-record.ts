import {type Guard, hasShape, isListOf, isText} from '../guard.ts';

/** What one of the containers that we put something into was before. Others are not listed. */
export interface ContainerBefore {
  /** `file` (the outermost object), `hooks`, `hooks.` and an event, or a container of plugins. */
  container: string;
  /** null: it was not there. Else it was empty, with this white space between its brackets. */
  interior: string | null;
}

/** What an uninstall cannot read off the file: which empty containers are not ours to remove. */
export type SettingsRecord = readonly ContainerBefore[];

/** What a container was before; undefined: nothing of ours was put into it while it was empty. */
export function interiorOf(
  record: SettingsRecord | undefined,
  container: string,
): string | null | undefined {
  return record?.find((each) => each.container === container)?.interior;
}

// White space only: a project's record comes from a repository, and this text goes into settings.json.
const isInterior: Guard<string | null> = (value): value is string | null =>
  value === null || (isText(value) && /^[ \t\r\n]*$/.test(value));

export const isSettingsRecord: Guard<ContainerBefore[]> = isListOf(
  hasShape({container: isText, interior: isInterior}),
);

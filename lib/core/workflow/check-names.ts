import type {ProblemList} from './problem-list.ts';
import type {Workflow} from './workflow.ts';
import type {FilePath} from './workflow-problem.ts';

/** Finds names that stand for two things, or that conditions and templates use for something else. */
export function checkNames(workflow: Workflow, list: ProblemList): void {
  const owners = new Map<string, string>();
  for (const {name, owner, path} of listNames(workflow)) {
    const other = owners.get(name);
    if (other === owner) {
      list.add(
        'duplicate-step',
        path,
        `There are two steps "${name}".`,
        () => 'Rename one of them.',
      );
    } else if (other !== undefined) {
      const what = `"${name}" is also the name of ${other}.`;
      list.add('duplicate-name', path, what, () => 'Rename one of them.');
    }
    if (reservedNames.has(name)) {
      list.add('bad-name', path, `"${name}" has a meaning of its own.`, () => 'Choose another.');
    }
    owners.set(name, other ?? owner);
  }
}

/** Every name that a prompt can use, with whose it is and where it stands. */
function listNames({inputs, steps}: Workflow): {name: string; owner: string; path: FilePath}[] {
  const at = (place: number, key: string) => ['workflow', 'steps', place, key];
  return [
    ...inputs.map(({name}) => ({name, owner: 'an input', path: ['workflow', 'inputs', name]})),
    ...steps.map(({id}, place) => ({name: id, owner: `step "${id}"`, path: at(place, 'id')})),
    ...steps.flatMap(({id, output}, place) =>
      output === null || output === id
        ? []
        : [{name: output, owner: `the output of step "${id}"`, path: at(place, 'output')}],
    ),
  ];
}

/** Words of conditions and templates; a value of that name could not be asked for. */
const reservedNames = new Set([
  ...['steps', 'item', 'index', 'true', 'false', 'null', 'in', 'has', 'size', 'type'],
  ...['int', 'uint', 'double', 'string', 'bool', 'bytes', 'list', 'map', 'dyn', 'null_type'],
  ...['timestamp', 'duration', 'optional', 'cel', 'constructor', 'prototype'],
  ...['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let'],
  ...['loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
]);

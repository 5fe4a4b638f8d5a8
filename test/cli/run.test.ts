import {readdirSync, readFileSync} from 'node:fs';
import {Command} from 'commander';
import {expect, it} from 'vitest';
import {temporaryFolder} from '../edge/temporary-folder.ts';
import {call} from './call.ts';

/** Every verb that there is: what the files of lib/cli/verbs export. */
const folder = new URL('../../lib/cli/verbs/', import.meta.url);
const modules = await Promise.all(
  readdirSync(folder).map(
    (file) =>
      import(/* @vite-ignore */ new URL(file, folder).pathname) as Promise<Record<string, unknown>>,
  ),
);
const makers = modules.flatMap((each) =>
  Object.entries(each).flatMap(([name, maker]) =>
    name.endsWith('Verb') ? [maker as () => Command] : [],
  ),
);
const names = makers.map((make) => make().name());
const verbs = () => makers.map((make) => make());

const help = async (...args: string[]) => {
  const called = await call(verbs(), [...args, '--help'], {home: temporaryFolder()});
  expect(called).toMatchObject({stderr: '', exitCode: 0});
  return called.stdout.trimEnd().split('\n');
};

/** The verb that a line of a list begins with. */
const listed = (lines: readonly string[]) =>
  lines.flatMap((line) => /^ {2}([a-z]+)(?: [<[]\S+)* {2,}\S/.exec(line)?.[1] ?? []);

it('the help lists every verb once, the six to begin with in front', async () => {
  const lines = await help();
  const found = listed(lines);
  expect(found.toSorted()).toEqual([...names, 'help'].toSorted());
  expect(found.slice(0, 6)).toEqual(['install', 'status', 'report', 'why', 'off', 'on']);
  const headings = lines.filter((line) => /^[A-Z][a-z ]+:$/.test(line));
  expect(headings).toEqual(['Start here:', 'Let it work:', 'Look closer:', 'Set up and change:']);
  expect(headings).toEqual(['Start here:', 'Let it work:', 'Look closer:', 'Set up and change:']);
});

it.each([[[]], ...names.map((name) => [[name]])])(
  'the help of %j fits 80 columns',
  async (args) => {
    const lines = await help(...args);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeLessThan(50);
  },
);

it.each(names)('the help of %s has an example that calls it', async (name) => {
  const lines = await help(name);
  const at = lines.findIndex((line) => /^Examples?:$/.test(line));
  expect(lines[at + 1]).toMatch(new RegExp(`^  tierwise ${name}\\b`));
});

const actions = makers.flatMap((make) => {
  const verb = make();
  return verb.commands.map((command): [string, string] => [verb.name(), command.name()]);
});

it('config has the actions that its page names', () => {
  const found = actions.flatMap(([verb, action]) => (verb === 'config' ? [action] : []));
  expect(found).toEqual(['list', 'get', 'set', 'unset', 'path', 'validate']);
});

it.each(actions)('the help of %s %s fits, and has an example', async (verb, action) => {
  const lines = await help(verb, action);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines.at(-1)).toMatch(new RegExp(`^  tierwise ${verb} ${action}\\b`));
});

it.each([
  [['nonsense'], /^Unknown command 'nonsense'.*\[usage\]\nTry:\n {2}tierwise --help\n$/],
  [['instal'], /Did you mean install\?/],
  [['install', '--scope', 'x'], /Allowed choices are[\s\S]*\n {2}tierwise install --help\n$/],
  [['status', '--nonsense'], /\n {2}tierwise status --help\n$/],
  [['config', 'set', 'mode'], /Missing required argument 'value'\. \[usage\]/],
  [['route'], /^There is no prompt to route\. \[usage\]\nTry:\n {2}tierwise route "/],
])('%j is called wrongly: exit code 2, with a call that works', async (args, message) => {
  const called = await call(verbs(), args, {home: temporaryFolder()});
  expect(called).toMatchObject({stdout: '', exitCode: 2});
  expect(called.stderr).toMatch(message);
});

it('without a verb it shows the help, and was called wrongly', async () => {
  const called = await call(verbs(), [], {home: temporaryFolder()});
  expect(called.exitCode).toBe(2);
  expect(called.stderr).toContain('Start here:');
});

it('with --json a failure is one object with a code', async () => {
  const called = await call(verbs(), ['config', 'get', 'moed', '--json'], {
    home: temporaryFolder(),
  });
  expect(called).toMatchObject({exitCode: 1, stderr: ''});
  expect(JSON.parse(called.stdout)).toMatchObject({
    failure: {code: 'config-key-unknown', key: 'moed', nearest: 'mode'},
  });
  const usage = await call(verbs(), ['status', '--json', '--x'], {home: temporaryFolder()});
  expect(usage.exitCode).toBe(2);
  expect(JSON.parse(usage.stdout)).toMatchObject({failure: {code: 'usage'}});
});

it('a bug is said as one, and its trace goes to the log', async () => {
  const home = temporaryFolder();
  const broken = new Command('status').action(() => {
    throw new TypeError('x is not a function');
  });
  const called = await call([broken], ['status'], {home});
  expect(called.exitCode).toBe(1);
  expect(called.stderr).toMatch(/a bug\. \[unexpected\]\nx is not a function\n/);
  expect(called.stderr).toMatch(/\n {2}tierwise doctor --json\n$/);
  const log = readFileSync(`${home}/.claude/tierwise/logs/tierwise.log`, 'utf8');
  expect(log).toMatch(/ error verb-failed TypeError: x is not a function/);
});

it('what the file system refuses is said with the file and the reason', async () => {
  const broken = new Command('status').action(() => {
    throw Object.assign(new Error('no'), {code: 'EACCES', path: '/x/y z'});
  });
  const called = await call([broken], ['status', "it's", 'a b'], {home: temporaryFolder()});
  expect(called.exitCode).toBe(2);
  const refused = await call([broken], ['status'], {home: temporaryFolder()});
  expect(refused.stderr).toBe(
    'A file cannot be used: permission denied. [file-not-usable]\n/x/y z\nMake it readable and writable for you, then run:\n  tierwise status\n',
  );
});

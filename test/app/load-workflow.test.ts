import {mkdirSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {addTrust} from '../../lib/app/edit-trust.ts';
import {listWorkflows, loadWorkflow} from '../../lib/app/load-workflow.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';

function openProject() {
  const home = temporaryFolder();
  const project = join(home, 'project');
  mkdirSync(join(project, '.git'), {recursive: true});
  const environment = {HOME: home};
  return {
    home,
    project,
    environment,
    own: (file: string) => join(home, '.claude', 'tierwise', 'workflows', file),
    shared: (file: string) => join(project, '.claude', 'tierwise', 'workflows', file),
    load: (name: string) => loadWorkflow(environment, project, name),
  };
}

const text = (name: string, agent = 'auto') =>
  `workflow:\n  name: ${name}\n  steps:\n    - {id: a, agent: ${agent}, prompt: hello}\n`;

describe('loadWorkflow', () => {
  it('takes a path, then the own file, then that of a trusted project', async () => {
    const {project, environment, own, shared, load} = openProject();
    put(join(project, 'w.yaml'), text('by-path'));
    put(shared('w.yml'), text('shared'));
    expect(await load('w.yaml')).toMatchObject({
      ok: true,
      value: {file: join(project, 'w.yaml'), workflow: {name: 'by-path'}},
    });
    expect(await load('w')).toMatchObject({ok: false, failure: {code: 'folder-not-trusted'}});
    await addTrust(environment, {folder: project, now: new Date()});
    expect(await load('w')).toMatchObject({ok: true, value: {file: shared('w.yml')}});
    put(own('w.json'), JSON.stringify({workflow: {name: 'own', steps: [{id: 'a', prompt: 'x'}]}}));
    expect(await load('w')).toMatchObject({ok: true, value: {file: own('w.json')}});
  });

  it('names the nearest, and where it looked', async () => {
    const {own, load} = openProject();
    put(own('nightly.yaml'), text('n'));
    expect(await load('nighly')).toMatchObject({
      ok: false,
      failure: {code: 'workflow-not-found', nearest: 'nightly', looked: {length: 6}},
    });
    expect(await load('./none.yaml')).toMatchObject({failure: {looked: {length: 1}}});
  });

  it('does not read a file that is too large', async () => {
    const {project, load} = openProject();
    const file = join(project, 'w.yaml');
    writeFileSync(file, 'workflow: ');
    truncateSync(file, 10_000_000);
    expect(await load(file)).toMatchObject({
      failure: {code: 'workflow-too-large', bytes: 10_000_000},
    });
  });

  it('finds agents of the user and of the project, with their tier', async () => {
    const {home, project, load} = openProject();
    put(join(home, '.claude', 'agents', 'a.md'), '---\nname: judge\nmodel: opus\n---\nx');
    put(join(project, '.claude', 'agents', 'b.md'), '---\nname: "scout"\nmodel: inherit\n---\nx');
    put(join(project, 'w.yaml'), text('w', 'judge'));
    put(join(project, 'v.yaml'), text('v', 'scout'));
    put(join(project, 'u.yaml'), text('u', 'scot'));
    const agentOf = async (file: string) => {
      const loaded = await load(file);
      return loaded.ok ? loaded.value.workflow.steps[0]?.agent : loaded.failure;
    };
    expect(await agentOf('w.yaml')).toEqual({kind: 'user', name: 'judge', tier: 'opus'});
    expect(await agentOf('v.yaml')).toEqual({kind: 'user', name: 'scout', tier: null});
    expect(await agentOf('u.yaml')).toMatchObject({
      code: 'workflow-invalid',
      problems: [{code: 'unknown-agent', fix: 'Did you mean "scout"?'}],
    });
  });
});

describe('listWorkflows', () => {
  it('lists both folders, and which of them count', async () => {
    const {project, environment, own, shared} = openProject();
    put(own('b.yaml'), text('b'));
    put(shared('a.json'), '{}');
    put(shared('notes.txt'), '');
    expect(await listWorkflows(environment, project)).toEqual([
      {name: 'b', file: own('b.yaml'), origin: 'user', isUsable: true},
      {name: 'a', file: shared('a.json'), origin: 'project', isUsable: false},
    ]);
  });
});

import {expect, it} from 'vitest';
import {jsonSchemaOf} from '../../../lib/core/config/config-schema.ts';

// Written anew by: npx vitest run test/core/config/json-schema.test.ts -u
it.each([
  ['user', 'config'],
  ['project', 'project-config'],
] as const)(
  'the published schema of the %s file is the one that is checked',
  async (file, name) => {
    const text = `${JSON.stringify(jsonSchemaOf(file), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`../../../docs/schemas/${name}.schema.json`);
  },
);

import {expect, it} from 'vitest';
import {workflowJsonSchema} from '../../../lib/core/workflow/workflow-schema.ts';

// Written anew by: npx vitest run test/core/workflow/workflow-schema.test.ts -u
it('the published schema is the one that is checked', async () => {
  const text = `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../../docs/schemas/workflow.schema.json');
});

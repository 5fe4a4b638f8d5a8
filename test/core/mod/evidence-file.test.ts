import {expect, it} from 'vitest';
import {readEvidenceFileName} from '../../../lib/core/metrics/evidence-day.ts';

it("the module's own files are read as evidence of their day", () => {
  const name = '2026-11-22.mod-0ed45353-8fcd-4d40-9ce8-18b511e8e302';
  expect(readEvidenceFileName(`${name}.jsonl`)).toEqual({day: '2026-11-22', part: 0});
  expect(readEvidenceFileName(`${name}.2.jsonl`)).toEqual({day: '2026-11-22', part: 2});
  expect(readEvidenceFileName('2026-11-22.other.jsonl')).toBeUndefined();
});

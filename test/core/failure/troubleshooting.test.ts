import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {findingCodes} from '../../../lib/core/health/finding.ts';
import {allFailures} from './all-failures.ts';

const page = readFileSync(new URL('../../../docs/troubleshooting.md', import.meta.url), 'utf8');
const entries = [...page.matchAll(/^### (\S+)\n([\s\S]*?)(?=^##|$(?![\s\S]))/gm)];
const codes = entries.map(([, code]) => code);

it('has one entry per failure code and per finding of the doctor, and no other', () => {
  const known = [...allFailures.map(({code}) => code), ...findingCodes];
  expect(codes.toSorted()).toEqual([...new Set<string>(known)].toSorted());
});

it('says something in every entry', () => {
  expect(entries.filter(([, , text]) => (text ?? '').trim().length < 40)).toEqual([]);
});

it('links to symptoms that are there', () => {
  const anchors = [...page.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  expect(links).toEqual(anchors);
});

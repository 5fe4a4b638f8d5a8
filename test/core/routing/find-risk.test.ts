import {expect, test} from 'vitest';
import {findRisk} from '../../../lib/core/routing/find-risk.ts';

const look = (text: string, aside = '') => findRisk({text, aside});

test.each([
  'drop the old orders table',
  'truncate the logs table',
  'delete the user accounts',
  'remove the backup folder',
  'git push --force origin x',
  'rm -rf build',
  'fix it in prod',
  'roll back the release',
  'show me the api key',
  'charge the customers again',
  'run the pending migrations',
  'what does it do? drop the table',
  'refresh the dev db',
  'reseed the database',
  'format all disks in the old nas',
  'empty the users table',
  'echo $some_api_key',
  'git rid of the local files',
  'kill all the old node processes',
  'it shows remnants of the app. can you find and nuke them?',
])('risky: %s', (text) => {
  expect(look(text)).toMatchObject({negated: false});
});

test.each([
  'do not drop the table',
  "don't deploy to production",
  'never force push',
  'refactor it without deploying',
])('ruled out: %s', (text) => {
  expect(look(text)).toMatchObject({negated: true});
});

test.each([
  'write a reproduction',
  'add a dropdown to the form',
  'open the drop down menu',
  'make the product page blue',
  'secretary is misspelled',
  'what does drop table do?',
  'how do i rotate an api key?',
  'a keyboard shortcut for delete',
  'rename max_token to limit',
  'refresh the page',
  'kill the process on port 3000',
  'format the drive-thru menu',
  'show a hint when the table is empty',
])('harmless: %s', (text) => {
  expect(look(text)).toBeUndefined();
});

test('code that deletes is risky unless the question is only about it', () => {
  expect(look('run this:', 'rm -rf /srv')).toMatchObject({negated: false});
  expect(look('what does §command do?', 'rm -rf /srv')).toBeUndefined();
});

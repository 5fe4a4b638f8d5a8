// Applies a change, or finishes an interrupted apply, as told by a file named in the arguments.
import {readFileSync} from 'node:fs';
import {applyChange} from '../../../lib/app/apply-change.ts';
import {recoverApply} from '../../../lib/app/recover-apply.ts';

const [what = '', orders = ''] = process.argv.slice(2);
const {change, root, journal, run, environment} = JSON.parse(readFileSync(orders, 'utf8'));

const answer =
  what === 'apply'
    ? applyChange(change, root, {journal, run, environment})
    : recoverApply(journal, environment);
void answer.then((result) => {
  console.log(JSON.stringify(result));
});

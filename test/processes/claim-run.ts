// Claims a run, says whether it got it, and keeps it until its input ends.
import {claimRun} from '../../lib/edge/run-claim.ts';

const [folder = ''] = process.argv.slice(2);
const holder = claimRun(folder);
process.stdout.write(holder === undefined ? 'mine\n' : `${holder.pid}\n`);
process.stdin.resume();

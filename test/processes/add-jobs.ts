// Adds COUNT jobs to the queue of TIERWISE_HOME, as four shells at once would; a line for each.
import {addJob} from '../../lib/app/add-jobs.ts';

async function main(): Promise<void> {
  const {NAME = 'a', COUNT = '1'} = process.env;
  for (let at = 0; at < Number(COUNT); at += 1) {
    const world = {environment: process.env, cwd: '/p', now: new Date()};
    const added = await addJob({prompt: `${NAME} ${at}`}, world);
    process.stdout.write(`${added.ok ? added.value.id : 'failed'}\n`);
  }
}

void main();

// Counts twenty failures of one tier, while others do the same.
import {changeBreaker} from '../../lib/edge/breaker-file.ts';

const [file = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await changeBreaker(file, 'haiku', (breaker) => ({
      ...breaker,
      failures: breaker.failures + 1,
    }));
  }
}

void main();

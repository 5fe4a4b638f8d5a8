// Adds fifty facts to a journal that others add to as well.
import {openJournal} from '../../lib/edge/journal.ts';

const [path = '', name] = process.argv.slice(2);
const journal = openJournal(path);
for (let number = 0; number < 50; number++) {
  journal.append({name, number, filling: 'x'.repeat(number * 40)});
}
journal.close();

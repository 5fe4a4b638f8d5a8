import {passStatusLine} from '../lib/app/pass-status-line.ts';

/** Opt-in, in front of the user's own status line: notes what it says of the plan, changes nothing. */
passStatusLine();

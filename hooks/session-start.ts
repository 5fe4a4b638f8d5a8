import {openSession} from '../lib/app/open-session.ts';
import {runHook} from '../lib/edge/hook-stdio.ts';

/** Remembers the session's own model as it starts or resumes. */
runHook(['SessionStart'], openSession);

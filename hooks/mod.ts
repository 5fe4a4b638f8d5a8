/** The plugin module: sets the main thread's own model and effort, without a process per prompt. */
export {register} from '../lib/mod/register.ts';

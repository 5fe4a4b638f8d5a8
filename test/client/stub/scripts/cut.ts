import type {Script} from '../script.ts';

/** Starts a stream and drops the connection before any content. */
export const cut: Script = () => ({kind: 'cut'});

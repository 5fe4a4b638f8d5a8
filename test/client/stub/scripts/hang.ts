import type {Script} from '../script.ts';

/** Takes the request and never answers. */
export const hang: Script = () => ({kind: 'hang'});

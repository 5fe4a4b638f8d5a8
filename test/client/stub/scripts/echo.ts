import type {Script} from '../script.ts';
import {say} from './say.ts';

/** Answers every request with the name of the model it asked for. */
export const echo: Script = (request) => say(`answered by ${request.model}`);

import type {Script} from '../script.ts';
import {say} from './say.ts';

/** A model that does the work itself, whatever the directive says. */
export const ignoreDirective: Script = (request) => say(`done inline by ${request.model}`);

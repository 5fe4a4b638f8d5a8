import {findDirective} from '../find-directive.ts';
import type {Script} from '../script.ts';
import {callAgent} from './call-agent.ts';
import {echo} from './echo.ts';

/** A model that does what the directive says: calls the agent it names, then answers. */
export const obeyDirective: Script = (request) => {
  const agent = request.isSubagent ? undefined : findDirective(request);
  return agent === undefined ? echo(request) : callAgent({subagent_type: agent})(request);
};

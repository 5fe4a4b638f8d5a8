import {recordToolResult} from '../lib/app/record-tool-result.ts';
import {runHook} from '../lib/edge/hook-stdio.ts';

/** Evidence of what ran: agent calls, agent ends, turn ends. */
runHook(['PostToolUse', 'SubagentStop', 'Stop'], recordToolResult);

import {guardToolCall} from '../lib/app/guard-tool-call.ts';
import {runHook} from '../lib/edge/hook-stdio.ts';

/** Enforcement: rewrites Agent calls, and under `strict` asks for delegation first. */
runHook(['PreToolUse'], guardToolCall);

import {outliveReaders} from '../edge/terminal.ts';
import {run} from './run.ts';
import {breakerVerb} from './verbs/breaker.ts';
import {briefingVerb} from './verbs/briefing.ts';
import {complianceVerb} from './verbs/compliance.ts';
import {configVerb} from './verbs/config.ts';
import {contextVerb} from './verbs/context.ts';
import {doctorVerb} from './verbs/doctor.ts';
import {installVerb} from './verbs/install.ts';
import {nightVerb} from './verbs/night.ts';
import {previewVerb} from './verbs/preview.ts';
import {queueVerb} from './verbs/queue.ts';
import {quotaVerb} from './verbs/quota.ts';
import {reportVerb} from './verbs/report.ts';
import {routeVerb} from './verbs/route.ts';
import {runVerb} from './verbs/run.ts';
import {runsVerb} from './verbs/runs.ts';
import {stateVerb} from './verbs/state.ts';
import {statusVerb} from './verbs/status.ts';
import {offVerb, onVerb} from './verbs/switches.ts';
import {trustVerb} from './verbs/trust.ts';
import {uninstallVerb} from './verbs/uninstall.ts';
import {whyVerb} from './verbs/why.ts';
import {workflowVerb} from './verbs/workflow.ts';

outliveReaders();

/** Every verb; their order and grouping in the help is in verb-help.ts. */
void run([
  installVerb(),
  statusVerb(),
  offVerb(),
  onVerb(),
  previewVerb(),
  runVerb(),
  runsVerb(),
  breakerVerb(),
  routeVerb(),
  doctorVerb(),
  configVerb(),
  uninstallVerb(),
  reportVerb(),
  complianceVerb(),
  whyVerb(),
  stateVerb(),
  contextVerb(),
  trustVerb(),
  workflowVerb(),
  queueVerb(),
  quotaVerb(),
  nightVerb(),
  briefingVerb(),
]);

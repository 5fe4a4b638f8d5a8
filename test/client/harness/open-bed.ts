import type {Script} from '../stub/script.ts';
import {type Stub, startStub} from '../stub/start-stub.ts';
import type {ClientVersion} from './client-version.ts';
import {makeSandbox, type Sandbox} from './make-sandbox.ts';

export type Bed = {stub: Stub; sandbox: Sandbox; close: () => Promise<void>};

/** Opens a stub and a sandbox that points at it; a test gives `close` to `onTestFinished`. */
export async function openBed({
  version,
  script,
  maxRequests,
  env,
}: {
  version: ClientVersion;
  script?: Script;
  maxRequests?: number;
  env?: Record<string, string>;
}): Promise<Bed> {
  const stub = await startStub({
    ...(script === undefined ? {} : {script}),
    ...(maxRequests === undefined ? {} : {maxRequests}),
  });
  const sandbox = await makeSandbox({
    version,
    baseUrl: stub.url,
    ...(env === undefined ? {} : {env}),
  });
  const close = async () => {
    await sandbox.dispose();
    await stub.stop();
  };
  return {stub, sandbox, close};
}

import { makeToken } from '../platform/keys.ts';
import { createLog } from '../platform/log.ts';
import { announceReady, listen, stopOnSignals, visibleHost } from '../server/lifecycle.ts';
import { parseNodeArgs, type StartOptions } from '../server/node-config.ts';
import { nodeCertificate } from '../server/node-server.ts';
import { runMain } from '../server/run-main.ts';
import { ensureAdminKey } from '../services/nodes/key-ring.ts';
import { openNodeBase } from '../services/nodes/node-base.ts';
import { createDesignApp } from './app.ts';

/** A Design node that listens. `token` opens the workbench: `url/#token=…`; known to a shared node only at its first start. */
export interface StartedDesign {
  url: string;
  token?: string;
  fingerprint?: string;
  stop(): Promise<void>;
}

/** Starts a Design node: `--data DIR --port N --host H [--desktop] [--memory 6GB]`. An empty data folder gets the sample project soon after. */
export async function startDesign(argv: readonly string[], options: StartOptions = {}): Promise<StartedDesign> {
  const { data, desktop, host, port: wanted, logLevel, memoryBytes, webhooks } = parseNodeArgs('design', argv);
  const log = createLog({ name: 'design', level: logLevel });
  const launchToken = desktop ? makeToken() : undefined;
  const base = await openNodeBase({
    kind: 'design',
    folder: data,
    log,
    ...(launchToken ? { token: launchToken } : {}),
  });
  const tls = desktop ? undefined : await nodeCertificate(base, host);
  const app = await createDesignApp({ base, desktop, memoryBytes, guard: webhooks, ...(tls ? { tls } : {}) });
  const port = await listen(app.server, { host: desktop ? '127.0.0.1' : host, port: wanted, fallback: desktop });
  const token = launchToken ?? (await ensureAdminKey(data, base.ring));
  const url = desktop ? `http://127.0.0.1:${port}` : `https://${visibleHost(host)}:${port}`;
  const fingerprint = tls?.fingerprint;
  const stop = async () => {
    await app.close();
    await base.close();
  };
  const fields = { url, ...(token ? { token } : {}), ...(fingerprint ? { fingerprint } : {}) };
  if (!options.quiet) {
    announceReady(fields);
    stopOnSignals(stop, log);
  }
  log.info({ url }, 'Design node ready');
  void app.sample.begin();
  return { ...fields, stop };
}

runMain(import.meta.url, startDesign);

import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';

/** A feed of updates on this machine, as a folder on a web server is one, and an app of an earlier version beside it. */
export interface UpdateFeed {
  /** For the app's environment: the operator's settings that name the feed, and the package that is replaced. */
  env: Record<string, string>;
  /** The package of the app; the update takes its place. */
  package: string;
  /** Written by the new version when it is started. */
  startedMark: string;
  /** Paths that were asked for. */
  asked: string[];
  /** The feed answers the file in two halves; this lets the second go. */
  release(): void;
  close(): void;
}

export interface UpdateFeedOptions {
  folder: string;
  version: string;
  /** Holds the second half of the file back until `release`. */
  hold?: boolean;
  /** Bytes other than those the feed describes. */
  tampered?: boolean;
  /** The operator's settings beside the address. */
  policy?: object;
}

const DESCRIPTION = process.arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${process.arch}.yml`;

export async function startFeed(options: UpdateFeedOptions): Promise<UpdateFeed> {
  const { folder, version, hold = false, tampered = false, policy = {} } = options;
  const startedMark = join(folder, 'new-version-started');
  const update = Buffer.from(
    `#!/bin/sh\n[ -z "$APPIMAGE_EXIT_AFTER_INSTALL" ] && touch '${startedMark}'\n#${'x'.repeat(60_000)}\n`,
  );
  const sha512 = createHash('sha512').update(update).digest('base64');
  const file = `Millrace-${version}.AppImage`;
  const description = `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: ${sha512}\n    size: ${update.length}\npath: ${file}\nsha512: ${sha512}\nreleaseDate: '2026-03-01T00:00:00.000Z'\n`;
  const asked: string[] = [];
  const held: (() => void)[] = [];
  const answer = (response: ServerResponse, path: string) => {
    if (path === `/${DESCRIPTION}`) response.writeHead(200).end(description);
    else if (path === `/${file}`) {
      const sent = tampered ? Buffer.concat([update.subarray(0, -2), Buffer.from('y\n')]) : update;
      response.writeHead(200, { 'content-length': sent.length });
      response.write(sent.subarray(0, sent.length / 2));
      const finish = () => response.end(sent.subarray(sent.length / 2));
      if (hold) held.push(finish);
      else finish();
    } else response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://feed');
    asked.push(pathname);
    answer(response, pathname);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const policyFile = join(folder, 'policy.json');
  writeFileSync(policyFile, JSON.stringify({ updateFeed: `http://127.0.0.1:${port}/`, ...policy }));
  const own = join(folder, 'Millrace.AppImage');
  writeFileSync(own, '#!/bin/sh\n');
  chmodSync(own, 0o755);
  return {
    env: { MILLRACE_DESKTOP_POLICY: policyFile, APPIMAGE: own, XDG_CACHE_HOME: join(folder, 'cache') },
    package: own,
    startedMark,
    asked,
    release: () => {
      for (const finish of held.splice(0)) finish();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

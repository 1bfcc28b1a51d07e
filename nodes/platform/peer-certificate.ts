import { connect } from 'node:tls';
import { fail } from '../contract/errors/index.ts';
import { wayProblem } from './http-client.ts';

/**
 * SHA-256 fingerprint (lower-case hex) of the certificate that a server shows, trusted or not: what is pinned when two nodes first meet
 * without a fingerprint to compare with. NODE_UNREACHABLE.
 */
export function fingerprintAt(url: string, timeout = 10_000): Promise<string> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const failed = (reason: string) => {
      socket.destroy();
      reject(fail('NODE_UNREACHABLE', { url, peer: `The node at ${new URL(url).origin}`, reason }));
    };
    const socket = connect(
      { host, port: Number(port || 443), rejectUnauthorized: false, minVersion: 'TLSv1.3' },
      () => {
        const { fingerprint256 } = socket.getPeerCertificate();
        socket.end();
        resolve(fingerprint256.replaceAll(':', '').toLowerCase());
      },
    );
    socket.setTimeout(timeout, () => failed('it does not answer'));
    socket.once('error', (error) => failed(wayProblem(error)));
  });
}

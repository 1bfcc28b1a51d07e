import { createHash, createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { X509CertificateGenerator } from '@peculiar/x509';
import { fail } from '../contract/errors/index.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { exists, readText } from './files.ts';

/** What a TLS server needs, and the fingerprint that clients pin at pairing. */
export interface ServerCertificate {
  /** PEM. */
  cert: string;
  /** PEM, PKCS #8. */
  key: string;
  /** SHA-256 of the certificate in lower-case hex. */
  fingerprint: string;
}

const dayMilliseconds = 86_400_000;

/**
 * The node's certificate in `<folder>/tls-certificate.pem` and `tls-key.pem`. Made on first use: self-signed, EC P-256, for localhost,
 * 127.0.0.1, ::1, this machine's name and `hostnames`. Files put there by an administrator are used as they are.
 */
export async function loadServerCertificate(
  folder: string,
  hostnames: readonly string[] = [],
): Promise<ServerCertificate> {
  const certPath = join(folder, 'tls-certificate.pem');
  const keyPath = join(folder, 'tls-key.pem');
  if ((await exists(certPath)) && (await exists(keyPath))) return readServerCertificate(certPath, keyPath);
  const made = await makeServerCertificate(hostnames);
  await writeFileAtomic(keyPath, made.key, { mode: 0o600 });
  await writeFileAtomic(certPath, made.cert);
  return made;
}

/** Reads a certificate and its key. NODE_CERTIFICATE when they are broken or do not belong together. */
export async function readServerCertificate(certPath: string, keyPath: string): Promise<ServerCertificate> {
  const [cert, key] = await Promise.all([readText(certPath), readText(keyPath)]);
  try {
    const parsed = new X509Certificate(cert);
    if (!parsed.checkPrivateKey(createPrivateKey(key))) throw new Error('the key does not belong to the certificate');
    return { cert, key, fingerprint: createHash('sha256').update(parsed.raw).digest('hex') };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fail('NODE_CERTIFICATE', { path: certPath, reason }, { cause: error });
  }
}

type SelfSigned = Parameters<typeof X509CertificateGenerator.createSelfSigned>;

/** A self-signed certificate, good for ten years: clients trust it by its fingerprint, not by a chain. */
export async function makeServerCertificate(hostnames: readonly string[] = []): Promise<ServerCertificate> {
  // Loaded when a certificate is made, once in the life of a node: it is a tenth of a desktop's start.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const names = new Set(['localhost', '127.0.0.1', '::1', hostname(), ...hostnames].filter((name) => name !== ''));
  const isAddress = (name: string) => /^[\d.]+$/.test(name) || name.includes(':');
  const now = Date.now();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: `01${randomBytes(15).toString('hex')}`,
      name: 'CN=Millrace node',
      notBefore: new Date(now - dayMilliseconds),
      notAfter: new Date(now + 3650 * dayMilliseconds),
      signingAlgorithm: algorithm,
      // The library's types are those of browsers; Node's keys are the same at run time.
      keys: keys as SelfSigned[0]['keys'],
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          [...names].map((value) => ({ type: isAddress(value) ? ('ip' as const) : ('dns' as const), value })),
        ),
      ],
    },
    webcrypto as SelfSigned[1],
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    cert: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8
      .toString('base64')
      .match(/.{1,64}/g)
      ?.join('\n')}\n-----END PRIVATE KEY-----\n`,
    fingerprint: createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex'),
  };
}

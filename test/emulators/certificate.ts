import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the public key in base64, as `--ignore-certificate-errors-spki-list` takes it. */
  readonly spki: string;
}

/** A certificate of our own for `hosts`, made anew for each run. */
export async function createCertificate(hosts: readonly string[]): Promise<Certificate> {
  const names = [...hosts, 'localhost'].map((value) => ({ type: 2 as const, value }));
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Local stand-in' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'subjectAltName', altNames: [...names, { type: 7, ip: '127.0.0.1' }] },
      { name: 'basicConstraints', cA: true }, // so that Firefox can be told to trust it
    ],
  });
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key, cert, spki: createHash('sha256').update(publicKey).digest('base64') };
}

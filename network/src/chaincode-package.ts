/** Packages of chaincode that runs as a server (Fabric: "Running chaincode as an external service"). */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** connection.json: how the peer reaches the chaincode server of its own organisation. */
export interface ChaincodeConnection {
  /** host:port */
  readonly address: string;
  /** PEM certificate of the authority that issued the server's TLS certificate. */
  readonly rootCertificate: string;
}

export interface ChaincodePackage {
  readonly label: string;
  /** What peers call it: label, colon, SHA-256 of the bytes. */
  readonly id: string;
  readonly bytes: Buffer;
}

const block = 512;
const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);
const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

/** A POSIX ustar archive (IEEE 1003.1 pax, "ustar interchange format") of plain files without dates: equal contents give equal bytes. */
const tar = (files: Readonly<Record<string, Buffer>>): Buffer => {
  const entries = Object.entries(files).map(([name, bytes]) => {
    const header = Buffer.alloc(block);
    header.write(name, 0);
    header.write(octal(0o644, 8), 100);
    for (const offset of [108, 116]) header.write(octal(0, 8), offset);
    header.write(octal(bytes.length, 12), 124);
    header.write(octal(0, 12), 136);
    header.write('        0', 148);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return Buffer.concat([header, padded(bytes)]);
  });
  return Buffer.concat([...entries, Buffer.alloc(2 * block)]);
};

const json = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

/** The package that one organisation installs on its peer. */
export const chaincodePackage = (
  label: string,
  { address, rootCertificate }: ChaincodeConnection,
): ChaincodePackage => {
  const connection = {
    address,
    dial_timeout: '10s',
    tls_required: true,
    client_auth_required: false,
    root_cert: rootCertificate,
  };
  const bytes = gzipSync(
    tar({
      'metadata.json': json({ type: 'ccaas', label }),
      'code.tar.gz': gzipSync(tar({ 'connection.json': json(connection) })),
    }),
  );
  return { label, id: `${label}:${createHash('sha256').update(bytes).digest('hex')}`, bytes };
};

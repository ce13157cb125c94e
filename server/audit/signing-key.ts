import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '../env.ts';

export type SigningKey = {
  /** Tells keys apart: the first half of the SHA-256 of the public key. */
  id: string;
  publicKeyPem: string;
  sign: (content: string) => string;
  verify: (content: string, signature: string) => boolean;
};

let loaded: SigningKey | undefined;

/**
 * The ed25519 key that signs checkpoints: PARALLAX_AUDIT_KEY (PKCS #8, PEM), else a file in the data folder, made with the first
 * use. It lies outside of the database, so that whoever can change the database cannot sign.
 */
export function signingKey(): SigningKey {
  loaded ??= toSigningKey(createPrivateKey(env().PARALLAX_AUDIT_KEY ?? readOrCreate(env().PARALLAX_DATA_DIR)));
  return loaded;
}

function toSigningKey(privateKey: KeyObject): SigningKey {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('The audit key must be an ed25519 key.');
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    id: createHash('sha256').update(der).digest('hex').slice(0, 32),
    publicKeyPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
    sign: (content) => sign(null, Buffer.from(content), privateKey).toString('base64url'),
    verify: (content, signature) => verify(null, Buffer.from(content), publicKey, Buffer.from(signature, 'base64url')),
  };
}

/** Of several processes that start at once one makes the file; the others read it. */
function readOrCreate(folder: string): string {
  const file = join(folder, 'audit-key.pem');
  try {
    mkdirSync(folder, { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(file, pem, { flag: 'wx', mode: 0o600 });
    return pem;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return readFileSync(file, 'utf8');
  }
}

import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

type Algorithm = 'ES256' | 'EdDSA' | 'RS256';

interface Options {
  challenge: string;
}

/** What a signature is made with that an authenticator would make otherwise. */
export interface Twisted {
  origin?: string;
  rpId?: string;
  flags?: number;
  counter?: number;
}

const uint8 = (bytes: Buffer) => new Uint8Array(bytes);
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();

/** Flags of authenticator data: somebody is there, is verified, and a key is attached. */
const [verified, attached] = [0x05, 0x40];

/** An authenticator in software, with one passkey: it makes what a browser would hand in. */
export class Authenticator {
  readonly credentialId = randomBytes(16).toString('base64url');
  counter = 0;
  private readonly privateKey: KeyObject;
  private readonly coseKey: Map<number, number | Uint8Array>;

  constructor(
    private readonly site: { origin: string; rpId: string },
    private readonly algorithm: Algorithm = 'ES256',
  ) {
    const { privateKey, publicKey } = pairOf(algorithm);
    this.privateKey = privateKey;
    const { x, y, n, e } = publicKey.export({ format: 'jwk' });
    const bytes = (text = '') => uint8(Buffer.from(text, 'base64url'));
    const keys: Record<Algorithm, [number, number | Uint8Array][]> = {
      ES256: [[1, 2], [3, -7], [-1, 1], [-2, bytes(x)], [-3, bytes(y)]], // prettier-ignore
      EdDSA: [[1, 1], [3, -8], [-1, 6], [-2, bytes(x)]], // prettier-ignore
      RS256: [[1, 3], [3, -257], [-1, bytes(n)], [-2, bytes(e)]], // prettier-ignore
    };
    this.coseKey = new Map(keys[algorithm]);
  }

  /** As `navigator.credentials.create` answers. */
  register({ challenge }: Options, twisted: Twisted = {}): string {
    const id = Buffer.from(this.credentialId, 'base64url');
    const length = Buffer.from([id.length >> 8, id.length & 255]);
    const key = Buffer.from(isoCBOR.encode(this.coseKey));
    const flags = (twisted.flags ?? verified) | attached;
    const authData = Buffer.concat([this.data({ ...twisted, flags }), Buffer.alloc(16), length, id, key]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', uint8(authData)],
    ]);
    return this.credential({
      clientDataJSON: this.client('webauthn.create', challenge, twisted).toString('base64url'),
      attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** As `navigator.credentials.get` answers. */
  sign({ challenge }: Options, twisted: Twisted = {}): string {
    this.counter += 1;
    const client = this.client('webauthn.get', challenge, twisted);
    const data = this.data(twisted);
    const message = Buffer.concat([data, sha256(client)]);
    const signature = sign(this.algorithm === 'EdDSA' ? null : 'sha256', message, this.privateKey);
    return this.credential({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
    });
  }

  private credential(response: object): string {
    const { credentialId: id } = this;
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });
  }

  private client(type: string, challenge: string, { origin = this.site.origin }: Twisted): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  private data({ rpId = this.site.rpId, flags = verified, counter = this.counter }: Twisted): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  }
}

function pairOf(algorithm: Algorithm): { privateKey: KeyObject; publicKey: KeyObject } {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

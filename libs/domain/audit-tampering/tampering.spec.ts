import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { verifierKey } from '../audit-log';
import { attackers, runCleanTrial, runTrial, tamperings, type TrialTools } from './index';

/** Trials of each kind and attacker; `npm run study -- tampering` runs more. */
const trials = 50;

const der = (prefix: string, bytes: Uint8Array) => Buffer.concat([Buffer.from(prefix, 'hex'), bytes]);
const publicKeys = new Map<string, KeyObject>();
function publicKey(bytes: Uint8Array): KeyObject {
  const spki = der('302a300506032b6570032100', bytes);
  const key =
    publicKeys.get(spki.toString('hex')) ?? createPublicKey({ key: spki, format: 'der', type: 'spki' });
  publicKeys.set(spki.toString('hex'), key);
  return key;
}

/** The runtime's own primitives: several times as fast, so that more is tried. */
const tools: TrialTools = {
  hashing: {
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    verifyEd25519: (signature, message, key) =>
      signature.length === 64 && verify(null, message, publicKey(key), signature),
  },
  signer(name, secret, type = 1) {
    const pkcs8 = der('302e020100300506032b657004220420', secret);
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    const bytes = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
    return { key: verifierKey(name, bytes, type), sign: (message) => sign(null, message, key) };
  },
};

describe('fourteen kinds of tampering', () => {
  attackers.forEach((attacker, nth) => {
    it.each(tamperings)(
      `G25, L-37 attacker ${attacker}: finds every %s, names the place, and gives no false alarm (50 seeds each)`,
      async (kind) => {
        const clean = (nth * tamperings.length + tamperings.indexOf(kind)) * trials;
        for (let seed = 1; seed <= trials; seed += 1) {
          const { isFound, isNamed, needsHead, verification } = await runTrial(
            { seed, kind, attacker },
            tools,
          );
          expect({ seed, isFound, isNamed, verification }).toMatchObject({ isFound: true, isNamed: true });
          expect(needsHead).toBe(attacker === 'A' && kind === 'old backup');
          const untouched = await runCleanTrial(clean + seed, tools);
          expect({ clean, seed, ...untouched }).toMatchObject({ valid: true, firstBad: null });
        }
      },
    );
  });
});

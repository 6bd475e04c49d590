import { parseVerifierKey, type VerifierKey } from '@countersign/domain/audit-log';
import { TimeLimit } from '../../server/time-limit';
import { WitnessFault } from './witness-fault';

export interface HttpWitnessSettings {
  /** Prefix of the witness's paths. */
  url: string;
  /** Verifier key of its cosignatures. */
  key: string;
  /** Milliseconds for one request and its answer. */
  patience?: number;
}

/** What a witness answered: lines of signatures, or the size that it cosigned last; null where it tells none. */
export type WitnessAnswer = { lines: string } | { size: number | null };

/** 64 signature lines, longer than any of ours, fit in. */
const longestAnswer = 65_536;

/** A witness that speaks C2SP tlog-witness. It is called at the address of the set-up and nowhere else. */
export class HttpWitness {
  readonly key: VerifierKey;
  private readonly address: string;
  private readonly patience: number;
  private readonly stopping = new AbortController();

  constructor({ url, key, patience = 10_000 }: HttpWitnessSettings) {
    const parsed = parseVerifierKey(key);
    if (parsed?.type !== 4) throw new RangeError('a witness signs with a key of type 4');
    this.key = parsed;
    this.address = `${url.replace(/\/+$/, '')}/add-checkpoint`;
    this.patience = patience;
  }

  /** Sends one request. @throws WitnessFault for every answer that is neither cosignatures nor a size */
  async ask(body: string): Promise<WitnessAnswer> {
    const { status, text } = await this.post(body);
    if (status === 200) return { lines: text };
    if (status === 409) return { size: /^(0|[1-9]\d{0,15})\n$/.test(text) ? Number(text) : null };
    throw faultOf(status);
  }

  /** Ends requests under way, and lets none begin. */
  stop(): void {
    this.stopping.abort();
  }

  private async post(body: string): Promise<{ status: number; text: string }> {
    const limit = new TimeLimit(this.patience, this.stopping.signal);
    try {
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      // A witness that sends us elsewhere would choose whom we call.
      const response = await fetch(this.address, {
        ...{ method: 'POST', redirect: 'manual', headers, body, signal: limit.signal },
      });
      return { status: response.status, text: await shortText(response) };
    } catch (error) {
      if (error instanceof WitnessFault) throw error;
      const { name } = error as Error;
      throw new WitnessFault(
        'UNREACHABLE',
        name === 'TimeoutError'
          ? 'The witness did not answer in time.'
          : 'The witness cannot be reached at AUDIT_WITNESS_URL.',
      );
    } finally {
      limit.end();
    }
  }
}

/** The body, and no more of it than a witness has to say. */
async function shortText({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > longestAnswer)
      throw new WitnessFault('ANSWER_UNUSABLE', 'The witness answered more than signatures.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function faultOf(status: number): WitnessFault {
  if (status === 404) return new WitnessFault('LOG_UNKNOWN', 'The witness does not know this log.');
  if (status === 403)
    return new WitnessFault('KEY_UNKNOWN', 'The witness does not know the key that signs this log.');
  if (status === 422)
    return new WitnessFault('PROOF_REFUSED', 'The witness was not convinced that the log was only added to.');
  return new WitnessFault('ANSWER_UNUSABLE', `The witness answered with status ${status}.`);
}

import { canonicalJson, parseCheckpoint, type Signer } from '@countersign/domain/audit-log';
import {
  decidedEntry,
  digestsOf,
  type Files,
  packFiles,
  passportNames,
  readEntries,
  type RecordedCase,
  signEnvelope,
  statementOf,
  unpackFiles,
} from '@countersign/domain/passport';
import { nativeHashing } from '@countersign/engines/hashing';

/** Somebody who changes a passport so that it looks whole again, as far as their key goes. */
export class PassportForger {
  private readonly encoder = new TextEncoder();

  /** @param signer with whose key they sign; null keeps the signature that was there */
  constructor(private readonly signer: Signer | null) {}

  open(bytes: Uint8Array): Map<string, Uint8Array> {
    return new Map(unpackFiles(bytes));
  }

  text(files: Files, name: string): string {
    return new TextDecoder().decode(files.get(name));
  }

  /** The file with another text; the statement tells of it. */
  put(files: Files, name: string, text: string): Uint8Array {
    return this.close(new Map(files).set(name, this.encoder.encode(text)));
  }

  /** The archive with a statement that fits its files again. */
  close(files: Map<string, Uint8Array>): Uint8Array {
    const envelope = JSON.parse(this.text(files, passportNames.statement)) as { payload: string };
    const payload = this.derived(files) ?? this.listed(files, envelope.payload);
    const signed = this.signer
      ? signEnvelope(payload, this.signer)
      : this.encoder.encode(canonicalJson({ ...envelope, payload: Buffer.from(payload).toString('base64') }));
    return packFiles(files.set(passportNames.statement, signed));
  }

  /** What follows from the files; null where nothing does. */
  private derived(files: Files): string | null {
    try {
      const read = (name: string) => JSON.parse(this.text(files, name)) as never;
      const recorded = read(passportNames.caseFile) as RecordedCase;
      const decided = decidedEntry(readEntries(this.text(files, passportNames.entries)))!;
      const checkpoint = parseCheckpoint(this.text(files, passportNames.checkpoint))!;
      const promotionId = decided.says.subject.id;
      const policy = read(passportNames.policy);
      return canonicalJson(
        statementOf({
          promotionId,
          digests: digestsOf(files, nativeHashing),
          policy,
          recorded,
          decided,
          checkpoint,
        }),
      );
    } catch {
      return null;
    }
  }

  /** What was said, with the digests that the files have now. */
  private listed(files: Files, payload: string): string {
    const said = JSON.parse(Buffer.from(payload, 'base64').toString()) as { predicate: object };
    const names = [...files.keys()].filter((name) => name !== passportNames.statement).sort();
    const digests = names.map((name) => ({ name, sha256: nativeHashing.sha256(files.get(name)!) }));
    return canonicalJson({ ...said, predicate: { ...said.predicate, files: digests } });
  }
}

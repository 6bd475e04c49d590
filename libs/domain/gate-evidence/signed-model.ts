import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { hasRepeatedMember, textOfUtf8 } from '../audit-log';
import { listOf, MalformedDocument, membersOf, text } from '../json-reading';
import { digest, exactly } from './evidence-values';
import { statementOf } from './in-toto-statement';

const statement = statementOf('https://model_signing/signature/v1.0');

const predicate = membersOf({
  serialization: membersOf({ hash_type: exactly('sha256') }),
  resources: listOf(membersOf({ name: text, algorithm: exactly('sha256'), digest }), 100_000),
});

/**
 * The digests of the model that a payload of OpenSSF Model Signing v1.0 is about: its root, the SHA-256 over the digests
 * of its files, and of a model of one file that file's. Call it on a payload whose signature was verified.
 * @throws MalformedDocument where it is no such statement, or the root is not that of its files
 */
export function signedModel(payload: Uint8Array): readonly string[] {
  const { subjects, predicate: said } = statement(jsonOf(payload), 'payload');
  const { resources } = predicate(said, 'payload.predicate');
  const files = resources.map((each) => each.digest);
  const root = bytesToHex(sha256(concatBytes(...files.map((file) => hexToBytes(file)))));
  if (subjects.length !== 1 || subjects[0] !== root)
    throw new MalformedDocument('payload.subject', 'is not the root of the files that it lists.');
  return files.length === 1 ? [root, ...files] : [root];
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    const read = textOfUtf8(payload);
    const value: unknown = JSON.parse(read);
    if (!hasRepeatedMember(read, value)) return value;
  } catch {
    // Said below.
  }
  throw new MalformedDocument('payload', 'is no JSON in UTF-8 with every member once.');
}

import { listOf, MalformedDocument, membersOf, optional, type Read, text } from '../json-reading';
import { digest, exactly, short } from './evidence-values';

/** What an in-toto statement (v1) says, and about what. */
export interface InTotoStatement {
  /** SHA-256 of each subject. */
  subjects: readonly string[];
  predicate: unknown;
}

const anything: Read<unknown> = (value, place) => {
  if (value === undefined) throw new MalformedDocument(place, 'is missing.');
  return value;
};

const subject = membersOf<{ name?: string | undefined; digest: { sha256: string } }>({
  name: optional(text),
  digest: membersOf({ sha256: digest }),
});

/** An in-toto statement of this predicate type, whose subjects all have a SHA-256. */
export function statementOf(predicateType: string): Read<InTotoStatement> {
  const read = membersOf({
    _type: exactly('https://in-toto.io/Statement/v1'),
    subject: listOf(subject, 1000),
    predicateType: short(),
    predicate: anything,
  });
  return (value, place) => {
    const statement = read(value, place);
    if (statement.predicateType !== predicateType)
      throw new MalformedDocument(`${place}.predicateType`, `has to be ${predicateType}.`);
    if (statement.subject.length === 0) throw new MalformedDocument(`${place}.subject`, 'names nothing.');
    return {
      subjects: statement.subject.map((each) => each.digest.sha256),
      predicate: statement.predicate,
    };
  };
}

import {
  listOf,
  MalformedDocument,
  membersOf,
  objectOf,
  oneOf,
  optional,
  text,
  whole,
} from '../json-reading';
import type { TestsEvidence, TestSuite } from './attached-evidence';
import { digest, exactly, instant } from './evidence-values';
import { statementOf } from './in-toto-statement';
import type { ReadDocument } from './read-document';

/** What is kept of a JUnit report: its suites, counted, and the digest of the file. */
export interface JUnitSummary {
  schema: 'countersign.junit/1';
  /** SHA-256 of the report. */
  reportDigest: string;
  /** When the tests ran, where the report says so with a time zone. */
  at?: string | undefined;
  suites: readonly { name: string; passed: number; failed: number; skipped: number }[];
}

const junit = objectOf<JUnitSummary>({
  schema: exactly('countersign.junit/1'),
  reportDigest: digest,
  at: optional((value, place) => {
    instant(value, place);
    return text(value, place);
  }),
  suites: listOf(objectOf({ name: text, passed: whole(), failed: whole(), skipped: whole() }), 10_000),
});

const names = optional(listOf(text, 100_000));

const testResult = membersOf({
  result: oneOf(['PASSED', 'WARNED', 'FAILED']),
  configuration: optional(listOf(membersOf({ name: optional(text) }), 1000)),
  passedTests: names,
  warnedTests: names,
  failedTests: names,
});

const inToto = statementOf('https://in-toto.io/attestation/test-result/v0.1');

/** A JUnit report, counted, or an in-toto test result (v0.1), whose configurations stand for its suites. */
export const readTests: ReadDocument<TestsEvidence> = (document, place) =>
  isInToto(document) ? fromInToto(document, place) : fromJUnit(document, place);

const isInToto = (document: unknown): boolean =>
  typeof document === 'object' && document !== null && Object.hasOwn(document, '_type');

const fromInToto: ReadDocument<TestsEvidence> = (document, place) => {
  const { subjects, predicate } = inToto(document, place);
  const here = `${place}.predicate`;
  const read = testResult(predicate, here);
  const { result, configuration = [], passedTests = [], warnedTests = [], failedTests = [] } = read;
  if (result !== 'FAILED' && failedTests.length > 0)
    throw new MalformedDocument(`${here}.failedTests`, `is not empty, and the result is ${result}.`);
  const ran = passedTests.length + warnedTests.length + failedTests.length;
  return {
    ...{ kind: 'tests', about: subjects, madeAt: null, skipped: 0 },
    passed: passedTests.length + warnedTests.length,
    // A run may fail without naming the tests that did.
    failed: result === 'FAILED' ? Math.max(1, failedTests.length) : 0,
    suites: configuration.flatMap(({ name }): TestSuite[] => (name === undefined ? [] : [{ name, ran }])),
  };
};

const fromJUnit: ReadDocument<TestsEvidence> = (document, place) => {
  const { suites, at } = junit(document, place);
  const sum = (count: (suite: JUnitSummary['suites'][number]) => number) =>
    suites.reduce((total, suite) => total + count(suite), 0);
  return {
    ...{ kind: 'tests', about: null, madeAt: at === undefined ? null : instant(at, `${place}.at`) },
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
    suites: suites.map(({ name, passed, failed }) => ({ name, ran: passed + failed })),
  };
};

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MalformedDocument } from '@countersign/domain/json-reading';
import { readJUnitReport } from './junit-report';

const suitesOf = (text: string) =>
  readJUnitReport(text).suites.map(({ name, ...counts }) => [name, ...Object.values(counts)]);

/** As pytest 8 writes it. */
const pytest = `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" skipped="1" tests="7" time="0.061" timestamp="2026-11-22T02:05:10.123456+00:00" hostname="ci"><testcase classname="test_a" name="test_ok" time="0.001" /><testcase classname="test_a" name="test_bad" time="0.002"><failure message="AssertionError: &lt;&amp;&gt;&#10;assert 1 == 2">def test_bad(): assert 1 == 2, "&lt;&amp;&gt;"</failure></testcase><testcase classname="test_a" name="test_skip" time="0.000"><skipped type="pytest.skip" message="later">/ci/test_a.py:4: later</skipped></testcase><testcase classname="test_a" name="test_err" time="0.001"><error message="failed on setup with &quot;RuntimeError: setup&quot;">RuntimeError</error></testcase><testcase classname="test_a" name="test_p[1]" time="0.000" /><testcase classname="test_a" name="test_p[2]" time="0.000" /><testcase classname="test_a" name="test_p[3]" time="0.000" /></testsuite></testsuites>`;

/** As jest-junit writes it; the second file could not be run at all. */
const jestJunit = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="jest tests" tests="3" failures="0" errors="1" time="1.2">
  <testsuite name="sum &amp; more" errors="0" failures="0" skipped="0" timestamp="2026-06-01T10:00:00" time="0.9" tests="2">
    <testcase classname="sum adds" name="sum adds" time="0.003"></testcase>
    <testcase classname="sum subtracts" name="sum subtracts" time="0.001"></testcase>
    <system-out><![CDATA[<!DOCTYPE html><p>printed</p>]]></system-out>
  </testsuite>
  <testsuite name="broken" errors="1" failures="0" skipped="0" timestamp="2026-06-01T10:00:01" time="0" tests="0"/>
</testsuites>`;

describe('a JUnit report', () => {
  it('GE-7 of pytest is counted', () => {
    expect(suitesOf(pytest)).toEqual([
      ['', 0, 0, 0],
      ['pytest', 4, 2, 1],
    ]);
    expect(readJUnitReport(pytest).at).toBe('2026-11-22T02:05:10.123456+00:00');
  });

  it('GE-7 of jest is counted, with the file that could not run; a local time says nothing', () => {
    expect(suitesOf(jestJunit)).toEqual([
      ['', 0, 0, 0],
      ['sum & more', 2, 0, 0],
      ['broken', 0, 1, 0],
    ]);
    expect(readJUnitReport(jestJunit)).not.toHaveProperty('at');
  });

  it('GE-7 of node is counted, suites within suites each for itself', () => {
    const directory = mkdtempSync(join(tmpdir(), 'countersign-junit-'));
    try {
      const file = join(directory, 'a.test.mjs');
      writeFileSync(
        file,
        `import { test, describe, it } from 'node:test';
         test('top', () => {});
         describe('sums', () => {
           it('adds', () => {}); it('fails', () => { throw new Error('<!DOCTYPE x> ]]>'); }); it.skip('later', () => {});
           describe('inner', () => { it('deep', () => {}); });
         });`,
      );
      // Node runs no tests in a process that is one.
      const env = Object.fromEntries(
        Object.entries(process.env).filter(([name]) => name !== 'NODE_TEST_CONTEXT'),
      );
      const ran = spawnSync(process.execPath, ['--test', '--test-reporter=junit', file], {
        encoding: 'utf8',
        env,
      });
      expect(suitesOf(ran.stdout)).toEqual([
        ['', 1, 0, 0],
        ['sums', 1, 1, 1],
        ['inner', 1, 0, 0],
      ]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('GE-7 is named by its bytes, and may begin with a single suite', () => {
    const one = '<testsuite name="unit"><testcase name="adds"/></testsuite>';
    expect(suitesOf(one)).toEqual([
      ['', 0, 0, 0],
      ['unit', 1, 0, 0],
    ]);
    expect(readJUnitReport(one).reportDigest).not.toBe(readJUnitReport(`${one}\n`).reportDigest);
  });

  const suites = (many: number) => `<testsuites>${'<testsuite name="s"/>'.repeat(many)}</testsuites>`;
  const deep = (levels: number) => `${'<testsuite>'.repeat(levels)}${'</testsuite>'.repeat(levels)}`;
  it.each<[string, string, RegExp]>([
    ['another document', '<html/>', /JUnit report/],
    ['nothing', '', /is no XML|JUnit report/],
    ['two roots', '<testsuite/><testsuite/>', /is no XML|JUnit report/],
    ['an element without its end', '<testsuite><testcase>', /is no XML/],
    ['a section without its end', '<testsuite><![CDATA[<testcase/>', /no end/],
    ['a count that is none', '<testsuite failures="-1"/>', /no whole number/],
    ['an entity of its own', '<!DOCTYPE t [<!ENTITY x "y">]><testsuite name="&x;"/>', /document type/],
    [
      'an entity from outside',
      '<?xml version="1.0"?><!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite name="&x;"/>',
      /document type/,
    ],
    [
      'entities that multiply',
      '<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><testsuite name="&c;"/>',
      /document type/,
    ],
    ['a declaration within', '<testsuite><!doctype t></testsuite>', /document type/],
    ['20,000 suites', suites(20_000), /more than 10000 suites/],
    ['100,000 suites', suites(100_000), /longer/],
    ['51 levels', deep(60), /XML/],
    ['more characters than anybody reads', `<testsuite name="${'x'.repeat(1_000_000)}"/>`, /longer/],
  ])('GE-4 with %s is refused by a typed error', (_name, text, message) => {
    expect(() => readJUnitReport(text)).toThrow(MalformedDocument);
    expect(() => readJUnitReport(text)).toThrow(message);
  });

  it('GE-4 is read in time that grows with its length, whatever it is made of', () => {
    const hostile = [
      '<!',
      '<![CDATA[',
      '<!--',
      '<',
      '&',
      '<testsuite ',
      '<testcase name="',
      ']]>',
      '<a b=""',
      '&#x41;',
    ];
    const began = performance.now();
    for (const part of hostile) expect(() => readJUnitReport(part.repeat(50_000))).toThrow(MalformedDocument);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('GE-4 names no member of the language', () => {
    const named = (inner: string) => `<testsuite name="constructor"><toString/>${inner}</testsuite>`;
    expect(suitesOf(named('<valueOf/><hasOwnProperty/>'))).toEqual([
      ['', 0, 0, 0],
      ['constructor', 0, 0, 0],
    ]);
    expect(() => readJUnitReport(named('<__proto__ x="1"/>'))).toThrow(MalformedDocument);
    expect(({} as Record<string, unknown>)['@x']).toBeUndefined();
  });
});

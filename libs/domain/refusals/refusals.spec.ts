import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes, isRefusal, refusalCodes, refuse } from './index';

const root = join(__dirname, '../../..');

/** The code → meaning rows of the table under a heading of docs/error-codes.md. */
function documented(heading: string): Record<string, string> {
  const page = readFileSync(join(root, 'docs/error-codes.md'), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const rows = [...section.matchAll(/^\| ([A-Z_]+) +\| (.+?) +\|$/gm)];
  return Object.fromEntries(rows.map(([, code, meaning]) => [code, meaning]));
}

describe('the registry of codes', () => {
  it('documents exactly the refusals, with the same sentences', () => {
    expect(documented('Refusals')).toEqual(refusalCodes);
  });

  it('documents exactly the errors, with the same sentences', () => {
    expect(documented('Errors')).toEqual(errorCodes);
  });

  it('knows exactly the refusal codes of the wire contract', () => {
    const schema = readFileSync(join(root, 'schema/schema.graphql'), 'utf8');
    const body = /enum RefusalCode \{([^}]*)\}/.exec(schema)?.[1] ?? '';
    const codes = body.replace(/"""[^]*?"""/g, '').match(/[A-Z][A-Z_]+/g) ?? [];
    expect(codes.sort()).toEqual(Object.keys(refusalCodes).sort());
  });

  it('uses no code for two things', () => {
    expect(Object.keys(errorCodes).filter((code) => code in refusalCodes)).toEqual([]);
  });

  it.each(Object.entries({ ...refusalCodes, ...errorCodes }))('%s means one sentence', (_code, meaning) => {
    expect(meaning).toMatch(/^[A-Z][^.]*\.$/);
  });
});

describe('refuse', () => {
  it('builds what isRefusal recognises', () => {
    const refusal = refuse('ALREADY_VOTED', 'You have already voted.');
    expect(refusal).toEqual({ refused: true, code: 'ALREADY_VOTED', message: 'You have already voted.' });
    expect(isRefusal(refusal)).toBe(true);
  });

  it.each([null, undefined, 'refused', {}, { refused: false }, []])(
    'does not take %j for a refusal',
    (value) => {
      expect(isRefusal(value)).toBe(false);
    },
  );
});

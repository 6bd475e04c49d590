import { MalformedDocument } from '@countersign/domain/json-reading';
import { readDocument } from '@countersign/domain/gate-evidence';
import fc from 'fast-check';
import { documentOfText } from './document-of-text';
import { readYamlCard } from './yaml-card';

const card = `
model_details:
  name: loans
  overview: Who pays back.
  version: { date: 2026-01-02, number: 1.0 }
considerations:
  limitations:
    - description: Adults only.
license: "[More Information Needed]"
`;
const readme = `---
license: apache-2.0
model-index:
- name: loans
  results: []
---

# A card

--- not: [yaml
`;
const saidIn = (text: string) => readDocument('card', documentOfText('card', text).document).said;

describe('a model card in YAML', () => {
  it('GE-26 says what the same card says as JSON, and is the same document', () => {
    expect(saidIn(card)).toEqual([
      ...['model_details', 'model_details.name', 'model_details.overview', 'model_details.version'],
      ...['model_details.version.date', 'model_details.version.number'],
      ...['considerations', 'considerations.limitations'],
    ]);
    const { document, digest } = documentOfText('card', card);
    expect(documentOfText('card', JSON.stringify(document)).digest).toBe(digest);
    expect(document).toMatchObject({ model_details: { version: { date: '2026-01-02', number: 1 } } });
  });

  it('GE-26 is the front matter of a card in Markdown, and no more of it', () => {
    expect(saidIn(readme)).toEqual(['license', 'model-index']);
    expect(saidIn(readme.replaceAll('\n', '\r\n'))).toEqual(['license', 'model-index']);
    expect(saidIn(`---\n${card}`)).toContain('model_details.overview');
  });

  it('GE-26 is any JSON object as well, whatever its keys (seed 26)', () => {
    const names = fc.string({ unit: 'grapheme' }).filter((name) => name.isWellFormed());
    const leaf = fc.oneof(names, fc.integer(), fc.boolean(), fc.constant(null));
    const { object } = fc.letrec((tie) => ({
      object: fc.dictionary(names, fc.oneof({ maxDepth: 3 }, leaf, tie('object'), fc.array(leaf)), {
        maxKeys: 4,
      }),
    }));
    fc.assert(
      fc.property(object, (value) => {
        expect(readYamlCard(JSON.stringify(value, null, 1))).toEqual(value);
      }),
      { seed: 26, numRuns: 300 },
    );
  });

  it.each<[what: string, text: string, found: RegExp]>([
    ['a key twice', 'a: 1\na: 2', /is no YAML, line 2: .*unique/],
    ['a number and a text that are one key', '1: a\n"1": b', /unique/],
    ['a list as a key', '? [a, b]\n: c', /is no YAML/],
    ['a tab for a space', 'a:\n\tb: 1', /is no YAML, line 2/],
    ['a tag of another language', 'a: !!js/function "f()"', /is no YAML, line 1: Unresolved tag/],
    ['bytes', 'a: !!binary aGk=', /JSON does not have|Unresolved tag/],
    ['two documents', 'a: 1\n---\nb: 2', /multiple documents/],
    ['what is no number', 'a: .nan', /a value that JSON does not have/],
    ['an alias to nothing', 'a: *b', /an alias of nothing/],
    ['an alias within itself', 'a: &a [*a]', /of itself|levels deep/],
    [
      'many aliases',
      `a: &a [1]\nb: [${Array.from({ length: 30 }, () => '*a').join(', ')}]`,
      /or more than 20/,
    ],
    ['too many levels', `${'['.repeat(60)}${']'.repeat(60)}`, /more than 50 levels deep/],
    ['levels without end', '['.repeat(40_000), /more than 50 levels deep/],
    ['levels without end in one line', '- '.repeat(20_000), /more than 50 levels deep/],
    ['keys of keys without end', '? '.repeat(20_000), /more than 50 levels deep/],
    ['documents without end', 'a: 1\n---\n'.repeat(4_000), /is no YAML/],
    ['anchors without end', '&a '.repeat(16_000), /is no YAML/],
    [
      'keys without end',
      Array.from({ length: 6_000 }, (_, at) => `key-${at}: 1`).join('\n'),
      /more than 50000/,
    ],
    ['a sentence', 'A card.', /has to be an object/],
    ['nothing', '', /has to be an object/],
    ['half a character', '"a": "\\ud800"', /JSON does not have|cannot be kept|is no YAML/],
  ])('GE-27 is refused for %s', (_, text, found) => {
    expect(() => documentOfText('card', text)).toThrow(MalformedDocument);
    expect(() => documentOfText('card', text)).toThrow(found);
  });

  it('GE-27 does not grow: a card that would be large once written out is refused', () => {
    const section = `a: &a "${'x'.repeat(40_000)}"\n`;
    const used = Array.from({ length: 8 }, (_, at) => `b${at}: *a`).join('\n');
    expect(() => readYamlCard(section + used)).toThrow(/more than 200000 characters/);
    const laughs = ['a: &a [l, l, l, l, l, l, l, l, l]'];
    for (const [one, next] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map((two) => [...two]))
      laughs.push(`${next}: &${next} [${Array.from({ length: 9 }, () => `*${one}`).join(', ')}]`);
    expect(() => readYamlCard(laughs.join('\n'))).toThrow(/or more than 20/);
  });

  it('GE-26 holds for cards alone: other kinds are JSON', () => {
    expect(() => documentOfText('measurement', 'schema: countersign.measurement/1')).toThrow(/is no JSON/);
    expect(() => documentOfText('card', '{a: 1}')).toThrow(/is no JSON/);
  });
});

import { hasRepeatedMember } from './repeated-member';

const repeats = (text: string) => hasRepeatedMember(text, JSON.parse(text));

describe('hasRepeatedMember', () => {
  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"b":{"c":[],"c":[]}}',
    '[{"a":1},{"b":1,"b":1}]',
    '{ "a" : 1 , "\\u0061" : 2 }',
    '{"a":{"b":1},"c":"}","a":2}',
    '{"\\"":1,"\\u0022":2}',
    '{"__proto__":1,"__proto__":2}',
  ])('L-29 finds the member that %s has twice', (text) => {
    expect(repeats(text)).toBe(true);
  });

  it.each([
    '{}',
    '{"a":1,"b":2}',
    ' { "a" : 1.0 , "b" : { "a" : 2 } } ',
    '[{"a":1.0},{"a":1}]',
    '{"a":["a","a"],"b":"a"}',
    '{"a":"\\",\\"a\\":","b":1e2}',
    '{"a":"{","b":"\\\\","c":{"a":"}"}, "d":0}',
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    ` ${JSON.stringify('\\'.repeat(7_000_000))}`,
    '"a" ',
  ])('L-29 finds nothing twice in %.60s', (text) => {
    expect(repeats(text)).toBe(false);
  });
});

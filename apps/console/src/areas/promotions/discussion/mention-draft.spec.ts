import { candidatesFor, commentOf, completed, queryAt } from './mention-draft';

const sam = { id: '018f0000-0000-7000-8000-00000000005a', name: 'Sam Okafor' };
const samantha = { id: '018f0000-0000-7000-8000-00000000005b', name: 'Sam Okafor-Lee' };
const twin = { id: '018f0000-0000-7000-8000-00000000005c', name: 'Sam Okafor' };
const odd = { id: '018f0000-0000-7000-8000-00000000005d', name: 'A. (B) $1' };
const people = [sam, samantha, odd];

describe('a mention that is being written', () => {
  it.each([
    ['@', { start: 0, query: '' }],
    ['ask @sam', { start: 4, query: 'sam' }],
    ['ask (@sam ok', { start: 5, query: 'sam ok' }],
    ['mail@example', null],
    ['@ nobody', null],
    ['@a\nb', null],
    [`@${'x'.repeat(61)}`, null],
    ['nothing', null],
  ])('is found before the caret of %j', (text, expected) => {
    expect(queryAt(text, text.length)).toEqual(expected);
  });

  it('is not looked for behind the caret', () => {
    expect(queryAt('ask @sam', 3)).toBeNull();
    expect(queryAt('ask @sam', 6)).toEqual({ start: 4, query: 's' });
  });

  it('offers whoever has a word that begins so, until the name is there', () => {
    expect(candidatesFor('SAM', people)).toEqual([sam, samantha]);
    expect(candidatesFor('oka', people)).toEqual([sam, samantha]);
    expect(candidatesFor('sam okafor', people)).toEqual([samantha]);
    expect(candidatesFor('sam okafor has', people)).toEqual([]);
    expect(candidatesFor('', people)).toEqual(people);
    expect(candidatesFor('kafor', people)).toEqual([]);
  });

  it('is completed in its place', () => {
    expect(completed('ask @sa now', { start: 4, query: 'sa' }, sam)).toEqual({
      ...{ text: 'ask @Sam Okafor now', caret: 16 },
    });
  });
});

describe('a comment as it is sent', () => {
  it('holds ids in place of names, and mentions those whose name still stands there', () => {
    expect(commentOf('@Sam Okafor, and @Sam Okafor-Lee: look.', [sam, samantha, odd])).toEqual({
      text: `@{${sam.id}}, and @{${samantha.id}}: look.`,
      mentions: [sam.id, samantha.id],
    });
    expect(commentOf('Nobody.', people)).toEqual({ text: 'Nobody.', mentions: [] });
    expect(commentOf('@Sam Okafor', [])).toEqual({ text: '@Sam Okafor', mentions: [] });
  });

  it('takes no longer word for a name, and every character of a name as it is', () => {
    expect(commentOf('@Sam Okaforo', [sam])).toEqual({ text: '@Sam Okaforo', mentions: [] });
    expect(commentOf('@A. (B) $1!', [odd])).toEqual({ text: `@{${odd.id}}!`, mentions: [odd.id] });
    expect(commentOf('@Ax (B) $1', [odd])).toEqual({ text: '@Ax (B) $1', mentions: [] });
  });

  it('mentions each once, and of two with one name both', () => {
    expect(commentOf('@Sam Okafor @Sam Okafor', [sam, sam]).mentions).toEqual([sam.id]);
    expect(commentOf('@Sam Okafor @Sam Okafor', [sam, twin])).toEqual({
      text: `@{${sam.id}} @{${twin.id}}`,
      mentions: [sam.id, twin.id],
    });
  });
});

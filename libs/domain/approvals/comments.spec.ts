import fc from 'fast-check';
import { commentFault, commentLimits, commentParts, mentionMarker } from './index';

const sam = '018f0000-0000-7000-8000-00000000005a';
const riley = '018f0000-0000-7000-8000-00000000000f';
const draft = (changes: Partial<Parameters<typeof commentFault>[0]> = {}) => ({
  ...{ text: `${mentionMarker(sam)}, have a look`, mentions: [sam], authorId: riley },
  ...changes,
});
const run = { seed: 1, numRuns: 300 };

describe('comments', () => {
  it('P-149 come in pieces that are their text again when put together', () => {
    const piece = fc.oneof(
      fc.uuid().map(mentionMarker),
      fc.string(),
      fc.constantFrom('@{', '}', '@{x}', '@', `@{${sam.toUpperCase()}}`, '<b>', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const together = commentParts(text).map((part) =>
          'text' in part ? part.text : mentionMarker(part.memberId),
        );
        expect(together.join('')).toBe(text);
      }),
      run,
    );
  });

  it('P-149 name members by their ids alone, and take nothing else for a name', () => {
    expect(commentParts(`a ${mentionMarker(sam)}${mentionMarker(riley)} b`)).toEqual([
      ...[{ text: 'a ' }, { memberId: sam }, { memberId: riley }, { text: ' b' }],
    ]);
    for (const text of ['@sam', '@{sam}', `@{${sam} }`, `{${sam}}`, `@{${sam.toUpperCase()}}`])
      expect(commentParts(text)).toEqual([{ text }]);
    expect(commentParts('')).toEqual([]);
  });

  it.each([
    ['a mention', {}],
    ['a mention that the text does not name', { text: 'Have a look.' }],
    ['lines and tabs', { text: 'one\r\n\ttwo' }],
    ['the longest text', { text: 'x'.repeat(commentLimits.longest) }],
    ['what looks like a page', { text: '<script>alert(1)</script> https://example.org' }],
    ['nobody', { text: 'Hm.', mentions: [] }],
  ])('P-148 take %s', (_what, changes) => {
    expect(commentFault(draft(changes))).toBeNull();
  });

  const many = Array.from(
    { length: commentLimits.mentions + 1 },
    (_, index) => `018f0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  );
  it.each([
    ['nothing', 'text', { text: '' }],
    ['blanks', 'text', { text: ' \n\t' }],
    ['one character too many', 'text', { text: 'x'.repeat(commentLimits.longest + 1) }],
    ['an escape character', 'text', { text: 'a\u001b[31mb' }],
    ['a C1 control character', 'text', { text: 'a\u0085b' }],
    ['somebody named and not mentioned', 'text', { mentions: [] }],
    ['too many mentions', 'mentions', { text: 'All of you.', mentions: many }],
    ['a mention twice', 'mentions', { mentions: [sam, sam] }],
    ['themselves', 'mentions', { mentions: [sam, riley] }],
  ])('P-148 do not take %s, and say where it stands', (_what, field, changes) => {
    expect(commentFault(draft(changes))).toMatchObject({ field, message: expect.stringMatching(/\.$/) });
  });
});

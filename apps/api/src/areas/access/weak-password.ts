import { commonPasswords, commonStems } from './common-passwords';

const shortestPassword = 12;
const longestPassword = 1000;

/** Characters that must be left when names and common words are taken away, or when runs are counted once. */
const leastOwn = 8;
const leastTurns = 6;

const keyboardRows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop'];
const lookAlikes: Record<string, string> = {
  ...{ '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' },
};

/**
 * Why a password is too easy to guess, in a sentence for its owner; null when nothing speaks against it. Length is
 * counted in code points. No kinds of characters are asked for: NIST SP 800-63B found that such rules make passwords
 * worse. `names` are those a stranger would try first: the address, the workspace, the product.
 */
export function weaknessOf(password: string, names: readonly string[]): string | null {
  const folded = password.normalize('NFKC').toLowerCase();
  const length = [...password].length;
  if (length < shortestPassword) return `A password has at least ${shortestPassword} characters.`;
  if (length > longestPassword) return `A password has at most ${longestPassword} characters.`;
  const spellings = [folded, withoutLookAlikes(folded)];
  if (spellings.some((each) => commonPasswords.has(each)))
    return 'This password is among the most common ones.';
  if (isRepetition(folded) || turnsOf(folded) < leastTurns)
    return 'This password repeats itself or follows the keyboard.';
  const words = [...names.flatMap(wordsOf), ...commonStems];
  if (spellings.some((each) => ownPart(each, words).length < leastOwn))
    return 'This password is little more than names and common words.';
  return null;
}

function withoutLookAlikes(text: string): string {
  return [...text].map((character) => lookAlikes[character] ?? character).join('');
}

/** An address or a name, and its parts: whoever is called Ada Weiss will be tried with both. */
function wordsOf(name: string): string[] {
  const folded = name.normalize('NFKC').toLowerCase();
  return [folded, ...folded.split(/[^\p{L}\p{N}]+/u)].filter((word) => [...word].length >= 3);
}

/** Whether the text is one part again and again that would be too short by itself. */
function isRepetition(text: string): boolean {
  const part = (text + text).indexOf(text, 1);
  return part < text.length && part < shortestPassword;
}

/** How many characters do not simply go on from the one before: the next letter, the same one, the next key. */
function turnsOf(text: string): number {
  const characters = [...text];
  return characters.filter((character, index) => {
    const before = characters[index - 1];
    return before === undefined || !isNext(before, character);
  }).length;
}

function isNext(before: string, character: string): boolean {
  const step = (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  if (Math.abs(step) <= 1) return true;
  return keyboardRows.some((row) => row.includes(before + character) || row.includes(character + before));
}

/** What is left when the words are taken away, the longest first. */
function ownPart(text: string, words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, word) => rest.split(word).join(''), text);
}

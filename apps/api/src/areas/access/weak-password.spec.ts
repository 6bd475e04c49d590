import { commonPasswords, commonStems } from './common-passwords';
import { weaknessOf } from './weak-password';

const names = ['ada.weiss@example.org', 'Ada Weiss', 'Lending West'];

describe('weaknessOf', () => {
  it.each([
    ['eleven characters', 'tr0ub4dor&3'],
    ['eleven characters outside the basic plane', '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔'],
    ['more than a thousand characters', 'correct horse battery staple '.repeat(40)],
    ['a common one', 'qwertyuiop123'],
    ['a common one in capitals', 'Password1234'],
    ['a common one in look-alikes', 'P@55w0rd1234'],
    ['a common one in full-width letters', 'ｐａｓｓｗｏｒｄ１２３４'],
    ['one character again and again', 'zzzzzzzzzzzzzz'],
    ['one part again and again', 'tulip!tulip!'],
    ['a row of numbers', '234567890123'],
    ['the alphabet backwards', 'zyxwvutsrqponm'],
    ['a walk on the keyboard', 'poiuytrewqlkjh'],
    ['the address', 'ada.weiss@example.org'],
    ['the name and a year', 'adaweiss2026!'],
    ['the workspace', 'lendingwest#1'],
    ['the product', 'Countersign2026'],
    ['two common words', 'DragonPassword!'],
  ])('A-19 finds %s weak', (_what, password) => {
    expect(weaknessOf(password, names)).toMatch(/^(A|This) password .*\.$/);
  });

  it.each([
    ['twelve characters', 'tr0ub4dor&3x'],
    ['a phrase in plain words', 'seven grey herons over Lisbon'],
    ['what a generator makes', 'Kx9#vLq2!mZp'],
    ['twelve characters outside the basic plane', '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🦉'],
    ['another script', 'правильный конь батарея скрепка'],
    ['almost a thousand characters', 'tide, lantern, walnut, ferry '.repeat(34)],
  ])('A-19 lets %s pass', (_what, password) => {
    expect(weaknessOf(password, names)).toBeNull();
  });

  it('A-19 holds some hundred common passwords, each of 12 characters and in lower case', () => {
    expect(commonPasswords.size).toBeGreaterThan(400);
    for (const each of commonPasswords) expect([each, each.length >= 12]).toEqual([each.toLowerCase(), true]);
    for (const each of commonStems) expect([each, each.length >= 4]).toEqual([each.toLowerCase(), true]);
  });
});

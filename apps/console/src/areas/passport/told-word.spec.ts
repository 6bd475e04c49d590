import { toldWord } from './told-word';

it('toldWord knows the words of the console, and leaves others as they are', () => {
  expect(toldWord('role', 'risk_officer')).toBe('Risk officer');
  expect(toldWord('environment', 'production')).toBe('Production');
  expect(toldWord('decision', 'request_changes')).toBe('Requested changes');
  expect(toldWord('role', 'constructor')).toBe('constructor');
  expect(toldWord('environment', 'moon')).toBe('moon');
});

import { signInRefusalOf } from './sign-in-refusal';

describe('signInRefusalOf', () => {
  it('has the words of the code, and the next step', () => {
    expect(signInRefusalOf('MEMBER_DEACTIVATED')).toEqual({
      code: 'MEMBER_DEACTIVATED',
      meaning: 'The person is deactivated and can answer for nothing.',
      next: 'Ask an admin of the workspace.',
    });
    expect(signInRefusalOf('RATE_LIMITED').next).toBe('Wait a minute, then try again.');
    expect(signInRefusalOf('SIGN_IN_FAILED').next).toContain('Try it once more.');
  });

  it('repeats nothing that somebody wrote into the address', () => {
    for (const made of ['Call +49 123 to confirm', 'constructor', '__proto__', ''])
      expect(signInRefusalOf(made)).toMatchObject({
        code: '',
        meaning: expect.stringContaining('did not end well'),
      });
  });
});
